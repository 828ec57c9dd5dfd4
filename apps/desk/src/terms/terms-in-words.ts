import type { CalendarContent, Commitment, LadderStep, PolicyContent } from '@kept-informed/commitments';
import type { CalendarVersion } from '@kept-informed/calendar';
import { dayInWords } from '@kept-informed/calendar';
import type { LinesUnder } from '../frame/form-page.js';
import { editionInWords } from './edition-words.js';

/** What a drafted policy says otherwise than the one that holds; none: nothing. */
export function policyOtherwise(
  draft: PolicyContent,
  held: PolicyContent,
  titles: ReadonlyMap<string, string>,
): LinesUnder[] {
  const title = (id: string) => titles.get(id) ?? id;
  const changed = (name: keyof PolicyContent) => said(draft[name]) !== said(held[name]);
  const rest = [
    ...(draft.lateAfterHours === held.lateAfterHours
      ? []
      : [
          `A contact that is recorded late needs a reason after ${draft.lateAfterHours} hours, and does after ${held.lateAfterHours}`,
        ]),
    ...(draft.concernAfterAttempts === held.concernAfterAttempts
      ? []
      : [
          `The supervisor is told after attempts on ${draft.concernAfterAttempts} days, and is after ${held.concernAfterAttempts}`,
        ]),
    ...(changed('enhancedUnassessed') || changed('enhancedAges')
      ? ['Who has the enhanced limit until they are assessed']
      : []),
    ...(changed('counter') ? ['What may be said at the counter'] : []),
    ...(changed('retention') ? ['How long people’s data are kept'] : []),
  ];
  return [
    {
      title: 'Editions it takes on',
      lines: draft.adopts.filter((one) => !held.adopts.includes(one)).map(editionInWords),
    },
    {
      title: 'Editions it gives up',
      lines: held.adopts.filter((one) => !draft.adopts.includes(one)).map(editionInWords),
    },
    { title: 'Promises of its own', lines: draft.commitments.map((one: Commitment) => one.title) },
    {
      title: 'Alerts, as they would be',
      lines: isSameLadder(draft.ladder, held.ladder) ? [] : draft.ladder.map(rungInWords),
    },
    {
      title: 'Days that count',
      lines: choicesOtherwise(
        draft.dayKinds,
        held.dayKinds,
        (id, is, was) => `${title(id)}: ${is ?? 'as its source says'}, and now ${was ?? 'as its source says'}`,
      ),
    },
    {
      title: 'What regular updates count from',
      lines: choicesOtherwise(
        draft.anchors,
        held.anchors,
        (id, is, was) => `${title(id)}: ${is ?? 'as its source says'}, and now ${was ?? 'as its source says'}`,
      ),
    },
    {
      title: 'Own limits',
      lines: choicesOtherwise(
        limitsOf(draft),
        limitsOf(held),
        (id, is, was) => `${title(id)}: ${is ?? 'none'}, and now ${was ?? 'none'}`,
      ),
    },
    { title: 'Otherwise as well', lines: rest },
  ].filter(({ lines }) => lines.length > 0);
}

/** Whatever the order of its fields is, and where it was read from. */
const said = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** What a drafted calendar says otherwise than the one that holds. */
export function calendarOtherwise({ holidays }: CalendarContent, held: CalendarVersion): LinesUnder[] {
  const holding = holidays.filter(({ withdrawnFrom }) => withdrawnFrom === undefined);
  const dates = new Set(holding.map(({ date }) => date));
  const named = ({ date, title }: { readonly date: string; readonly title: string }) => `${dayInWords(date)}: ${title}`;
  return [
    { title: 'Holidays it adds', lines: holding.filter(({ date }) => !held.holidays.has(date)).map(named) },
    {
      title: 'Holidays it calls off',
      lines: [...held.holidays.values()].filter(({ date }) => !dates.has(date)).map(named),
    },
  ].filter(({ lines }) => lines.length > 0);
}

function choicesOtherwise(
  draft: Readonly<Record<string, string>>,
  held: Readonly<Record<string, string>>,
  said: (id: string, is: string | undefined, was: string | undefined) => string,
): string[] {
  const ids = [...new Set([...Object.keys(draft), ...Object.keys(held)])];
  return ids.filter((id) => draft[id] !== held[id]).map((id) => said(id, draft[id], held[id]));
}

export const limitsOf = ({ targets }: Pick<PolicyContent, 'targets'>): Record<string, string> =>
  Object.fromEntries(Object.entries(targets).map(([id, { limit, unit }]) => [id, `${limit}, ${unit}`]));

const isSameLadder = (one: readonly LadderStep[], other: readonly LadderStep[]): boolean =>
  one.map(rungInWords).join('\n') === other.map(rungInWords).join('\n');

export function rungInWords({ rung, days, time, to, heldByPlan }: LadderStep): string {
  const count = `${Math.abs(days)} working ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  const when =
    days === 0 ? 'when it is due' : days < 0 ? `${count} before${time ? `, at ${time}` : ''}` : `${count} after`;
  return `${rung.replaceAll('-', ' ')}: ${when}, to the ${to.replaceAll('-', ' ')}${heldByPlan ? ', held back by a plan' : ''}`;
}
