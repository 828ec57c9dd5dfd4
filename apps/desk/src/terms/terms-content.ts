import { dayInWords, type LocalDate } from '@kept-informed/calendar';
import type { CalendarContent, PolicyContent } from '@kept-informed/commitments';
import { sentence } from '../cases/words.js';
import type { LinesUnder } from '../frame/form-page.js';
import { editionInWords, sayableWords } from './edition-words.js';
import { limitsOf, rungInWords } from './terms-in-words.js';

/** All that a policy says. */
export function policyInWords(content: PolicyContent, titles: ReadonlyMap<string, string>): LinesUnder[] {
  const of = (choices: Readonly<Record<string, string>>) =>
    Object.entries(choices).map(([id, choice]) => `${titles.get(id) ?? id}: ${choice.replaceAll('-', ' ')}`);
  const { lateAfterHours, concernAfterAttempts } = content;
  // Those of before these could be said do not.
  const { counter, enhancedUnassessed = [], enhancedAges = {} } = content as Partial<PolicyContent>;
  return [
    { title: 'Editions', lines: content.adopts.map(editionInWords) },
    { title: 'Promises of its own', lines: content.commitments.map(({ title }) => title) },
    { title: 'Alerts', lines: content.ladder.map(rungInWords) },
    { title: 'Days that count otherwise than their source says', lines: of(content.dayKinds) },
    { title: 'What regular updates count from otherwise than their source says', lines: of(content.anchors) },
    { title: 'Own limits', lines: of(limitsOf(content)) },
    { title: 'Offences with the enhanced limit until somebody is assessed', lines: enhancedUnassessed.map(inWords) },
    {
      title: 'Ages with the enhanced limit until somebody is assessed',
      lines: Object.entries(enhancedAges).map(([edition, band]) => `${editionInWords(edition)}: ${inWords(band)}`),
    },
    { title: 'What may be said at the counter', lines: counter?.maySay.map((one) => sayableWords[one]) ?? [] },
    {
      title: 'As well',
      lines: [
        `A contact that is recorded late needs a reason after ${lateAfterHours} hours`,
        `The supervisor is told after attempts on ${concernAfterAttempts} days`,
      ],
    },
  ].filter(({ lines }) => lines.length > 0);
}

const inWords = (code: string): string => sentence(code.replaceAll('-', ' '));

/** The holidays of a calendar by year, from that of a date on, and how many there are before. */
export function calendarInWords({ holidays }: Pick<CalendarContent, 'holidays'>, from: LocalDate): LinesUnder[] {
  const holding = holidays.filter(({ withdrawnFrom }) => withdrawnFrom === undefined);
  const years = [...new Set(holding.map(({ date }) => date.slice(0, 4)))].filter((year) => year >= from.slice(0, 4));
  const before = holding.filter(({ date }) => date.slice(0, 4) < from.slice(0, 4)).length;
  return [
    ...years.sort().map((year) => ({
      title: year,
      lines: holding
        .filter(({ date }) => date.startsWith(year))
        .map(({ date, title }) => `${dayInWords(date)}: ${title}`),
    })),
    ...(before > 0 ? [{ title: 'Before that', lines: [`${before} holidays`] }] : []),
  ];
}
