import { Injectable } from '@nestjs/common';
import { dateInWords, dayInWords, type Instant, type Zone } from '@kept-informed/calendar';
import { ReadModel, Restatements } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { type RestatedLine, type RestatingFact, restatementDefinition } from '@kept-informed/compliance';
import { rules } from '@kept-informed/fields';
import { knownAtIn } from '../cases/known-at.js';
import { sentence } from '../cases/words.js';
import { filesAt } from './file-links.js';
import type { ChangedRow, ChangesModel } from './changes-page.js';
import { type Address, addressOf, askedIn, lastMonth } from './report-query.js';
import { nameInWords } from './report-words.js';

const atOnce = 50;

/** What a report counts otherwise than on an earlier day, in words. */
@Injectable()
export class ChangesReader {
  constructor(
    private readonly restatements: Restatements,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  async page(address: Address, mayOpen: boolean): Promise<ChangesModel> {
    const { now } = this.reading;
    const said = { ...lastMonth(now, this.force.zone), before: '', after: '', only: '', ...address };
    const asked = {
      from: String(said.from),
      to: String(said.to),
      before: String(said.before),
      after: String(said.after),
      isRecordedAlone: said.only === 'recorded',
      mayOpen,
    };
    const question = askedIn(said);
    const [before, after] = [said.before, said.after].map((day) => knownAtIn(day, now, this.force.zone));
    const faults = faultsOf({ hasPeriod: question !== undefined, before, after: after ?? now });
    if (asked.before === '' && question) return { ...asked, faults: [], changes: null };
    if (!question || !before || faults.length > 0) return { ...asked, faults, changes: null };
    const times = { before, after: after ?? now, ...(asked.isRecordedAlone && { asOf: before }) };
    const last = rules.id.accepts(address['last']) ? (address['last'] as string) : undefined;
    const { items, withheld } = await this.restatements.lines({ ...question, ...times }, last, atOnce);
    const shown = items.slice(0, atOnce);
    const titles = await this.force.titles(shown.map(commitmentOf));
    const parts = { from: asked.from, to: asked.to, before: asked.before, after: asked.after, only: String(said.only) };
    return {
      ...asked,
      faults,
      changes: {
        before,
        after: times.after,
        rows: shown.map((line) => changedRow(line, titles.get(commitmentOf(line))!, this.force.zone)),
        withheld,
        next:
          items.length > atOnce ? addressOf('/report/changes', { ...parts, last: shown.at(-1)!.obligationId }) : null,
        definition: restatementDefinition,
        files: filesAt('/report/changes', { ...question, before, after: times.after, only: parts.only }),
      },
    };
  }
}

interface Times {
  readonly hasPeriod: boolean;
  readonly before: Instant | undefined;
  readonly after: Instant;
}

function faultsOf({ hasPeriod, before, after }: Times): ChangesModel['faults'] {
  if (!hasPeriod)
    return [{ field: 'from', text: 'Enter two dates, such as 2026-10-01 and 2026-10-31, the first one first' }];
  if (before && before > after) return [{ field: 'after', text: 'The second day must not come before the first' }];
  return [];
}

const commitmentOf = ({ before, after }: RestatedLine): string => (after ?? before)!.group.commitment!;

function changedRow(
  { caseId, obligationId, before, after, changed, facts }: RestatedLine,
  title: string,
  zone: Zone,
): ChangedRow {
  return {
    caseId,
    obligationId,
    title,
    was: inWords(before, changed),
    is: inWords(after, changed),
    why:
      facts.length > 0
        ? [...new Set(facts.map((fact) => factInWords(fact, zone)))]
        : ['Time went by, and nothing was recorded'],
  };
}

/** Where it stands, and of what else differs what it says. */
function inWords(place: RestatedLine['before'], changed: readonly string[]): string {
  if (!place) return 'Not in the report';
  const { countedAs, status, group, ...rest } = place;
  const values: Readonly<Record<string, unknown>> = { ...rest, ...group };
  const beside = ['bcu', 'lpt', 'team', 'owner', 'entitlement', 'offenceGroup', 'kind', 'dueOn']
    .filter((name) => changed.includes(name))
    .map((name) =>
      name === 'dueOn' && place.dueOn ? `due on ${dayInWords(place.dueOn)}` : String(values[name] ?? 'none'),
    );
  const marks = ['disputed', 'recordedLate'].filter((name) => values[name] === true).map(nameInWords);
  const stands = countedAs === 'fell-due' || countedAs === 'paused' ? status : countedAs;
  return [sentence(stands.replaceAll('-', ' ')), ...marks, ...beside].join(', ');
}

function factInWords({ type, because, recordedAt }: RestatingFact, zone: Zone): string {
  const what = sentence(nameInWords(type));
  return `${what}${because ? ` (${nameInWords(because)})` : ''}, recorded on ${dateInWords(recordedAt, zone)}`;
}
