import type { Instant, Zone } from '@kept-informed/calendar';
import type { Purpose, Method } from '@kept-informed/commitments';
import { readBy, rules, type FieldRule } from '@kept-informed/fields';
import {
  possibleOutcomes,
  type CaseKind,
  type ClosureReason,
  type ContactOutcome,
  type Direction,
  type Entitlement,
  type ParticipantRole,
} from '@kept-informed/follow-up';
import type { OwnForce } from '@kept-informed/commitments';
import type { Fault } from '../reading/refusal.js';
import {
  extractIds,
  type ExtractContact,
  type ExtractMilestone,
  type ExtractPerson,
  type RowOfCase,
} from './extract-case.js';
import type { ExtractRow } from './extract-rows.js';
import { instantIn } from './extract-times.js';
import type { ExtractMapping, MadeContactMapping, MilestoneMapping, PersonMapping, RouteMapping } from './mapping.js';
import type { ValueFrom } from './value-from.js';

/** What rows are read by. */
export interface RowReading {
  readonly mapping: ExtractMapping;
  readonly force: OwnForce;
  readonly zone: Zone;
  readonly now: Instant;
  /** By which key a case is known now; left out: by its own. */
  readonly keyNow?: (key: string) => string;
}

/** What keeps a row from being taken. */
class RowRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code);
  }
}

/** The key of the case that a row is of, as the extract has it; none where it cannot be read. */
export function keyOfRow(row: ExtractRow, reading: RowReading): string | undefined {
  const found = unlessRefused(() => new RowReader(row, reading).key);
  return typeof found === 'string' ? found : undefined;
}

/** What a row says of its case, or what keeps it from being taken: the first thing that is wrong with it. */
export function rowOfCase(row: ExtractRow, reading: RowReading): RowOfCase | Fault {
  return unlessRefused(() => new RowReader(row, reading).all());
}

function unlessRefused<Read>(read: () => Read): Read | Fault {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowRefused) return error.fault;
    throw error;
  }
}

const name = rules.text({ max: 200 });
const key = rules.text({ max: 200 });
const routeValue = rules.text({ max: 500 });

class RowReader {
  /** As the extract has it. */
  readonly key: string;
  readonly #key: string;
  readonly #source: string;

  constructor(
    private readonly row: ExtractRow,
    private readonly reading: RowReading,
  ) {
    const { mapping, keyNow = (own: string) => own } = reading;
    this.#source = mapping.source;
    this.key = this.#needed(mapping.case.key, key);
    this.#key = keyNow(this.key);
  }

  all(): RowOfCase {
    const { people = [], milestones = [], contacts = [] } = this.reading.mapping;
    return {
      caseId: extractIds.case(this.#source, this.#key),
      key: this.#key,
      line: this.row.line,
      opening: this.#opening(),
      owner: this.#owner(),
      closure: this.#closure(),
      people: people.flatMap((one) => this.#person(one) ?? []),
      milestones: milestones.flatMap((one) => this.#milestone(one) ?? []),
      contacts: contacts.flatMap((one) => this.#contact(one) ?? []),
    };
  }

  #opening(): RowOfCase['opening'] {
    const { kind, reference, openedAt, offenceGroup, bcu, lpt } = this.reading.mapping.case;
    if (!openedAt) return undefined;
    const group = this.#text(offenceGroup, rules.kebab);
    const { offenceGroups } = this.reading.force.directory.current;
    if (group !== undefined && !offenceGroups.has(group)) throw refused('unknown-offence-group', offenceGroup!);
    const unit = this.#text(bcu, rules.text({ max: 100 }));
    const area = unit === undefined ? undefined : { bcu: unit, lpt: this.#text(lpt, rules.text({ max: 100 })) };
    if (area && !this.#isThere(area)) throw refused('unknown-area', bcu!);
    return {
      kind: this.#needed(kind!, key) as CaseKind,
      reference: this.#needed(reference!, rules.reference),
      openedAt: this.#neededTime(openedAt),
      offenceGroup: group,
      area,
    };
  }

  #isThere({ bcu, lpt }: { readonly bcu: string; readonly lpt?: string }): boolean {
    const { current } = this.reading.force.directory;
    return lpt === undefined ? current.bcus().some(({ name: known }) => known === bcu) : current.hasArea({ bcu, lpt });
  }

  #owner(): RowOfCase['owner'] {
    const { owner } = this.reading.mapping.case;
    const staffId = this.#text(owner, rules.id);
    if (staffId === undefined) return undefined;
    const found = this.reading.force.directory.current.staff(staffId);
    if (!found) throw refused('unknown-staff', owner!);
    return { staffId, team: found.team };
  }

  #closure(): RowOfCase['closure'] {
    const { closedAt, closureReason } = this.reading.mapping.case;
    const at = this.#time(closedAt);
    if (at === undefined) return undefined;
    return { at, reason: (this.#text(closureReason, key) ?? 'resolved') as ClosureReason };
  }

  #person({ key: own, role, entitlement, name: called, from, routes = [] }: PersonMapping): ExtractPerson | undefined {
    const person = this.#text(own, key);
    if (person === undefined) return undefined;
    return {
      personId: extractIds.person(this.#source, this.#key, person),
      role: this.#needed(role, key) as ParticipantRole,
      entitlement: this.#text(entitlement, key) as Entitlement | undefined,
      name: this.#text(called, name),
      from: this.#time(from),
      routes: routes.flatMap((route) => this.#route(route) ?? []),
    };
  }

  #route({ method, value, safe, times }: RouteMapping): ExtractPerson['routes'][number] | undefined {
    const said = this.#text(value, routeValue);
    if (said === undefined) return undefined;
    return {
      method: this.#needed(method, key) as Method,
      value: said,
      safe: this.#text(safe, key) !== 'false',
      times: this.#text(times, name),
    };
  }

  #milestone({ type, at, key: own, suspect, knownAt, enteredAt }: MilestoneMapping): ExtractMilestone | undefined {
    const occurred = this.#time(at);
    if (occurred === undefined) return undefined;
    const what = this.#needed(type, key);
    const who = this.#text(suspect, rules.suspect);
    return {
      key: this.#text(own, key) ?? `${what} ${who ?? ''} ${occurred}`,
      type: what,
      at: occurred,
      suspect: who,
      knownAt: this.#time(knownAt),
      enteredAt: this.#time(enteredAt),
      line: this.row.line,
    };
  }

  #contact(contact: MadeContactMapping): ExtractContact | undefined {
    const own = this.#text(contact.key, key);
    if (own === undefined) return undefined;
    const direction = this.#needed(contact.direction, key) as Direction;
    const method = this.#needed(contact.method, key) as Method;
    const outcome = this.#needed(contact.outcome, key) as ContactOutcome;
    if (!possibleOutcomes(direction, method).includes(outcome)) throw refused('outcome-does-not-fit', contact.outcome);
    return {
      contactId: extractIds.contact(this.#source, this.#key, own),
      personId: extractIds.person(this.#source, this.#key, this.#needed(contact.person, key)),
      at: this.#neededTime(contact.at),
      direction,
      method,
      outcome,
      purpose: this.#needed(contact.purpose, key) as Purpose,
      tells: (contact.tells ?? []).flatMap((one) => this.#text(one, key) ?? []),
      enteredAt: this.#time(contact.enteredAt),
      line: this.row.line,
    };
  }

  /** As the mapping reads it; undefined where nothing stands there. */
  #text(from: ValueFrom | undefined, rule: FieldRule): string | undefined {
    if (!from) return undefined;
    const found = from.column === undefined ? from.value! : this.#mapped(from, this.row.value(from.column));
    if (found === '') return undefined;
    const read = readBy(rule, found, true);
    if (!rule.accepts(read)) throw refused('bad-value', from);
    return read as string;
  }

  #mapped(from: ValueFrom, text: string): string {
    if (!from.values) return text;
    if (Object.hasOwn(from.values, text)) return from.values[text]!;
    if (text === '') return '';
    throw refused('bad-value', from);
  }

  #needed(from: ValueFrom, rule: FieldRule): string {
    const found = this.#text(from, rule);
    if (found === undefined) throw refused('missing-value', from);
    return found;
  }

  #time(from: ValueFrom | undefined): Instant | undefined {
    const said = this.#text(from, key);
    if (said === undefined) return undefined;
    const { mapping, zone, now } = this.reading;
    const at = instantIn(said, mapping.times ?? 'iso', zone);
    if (at === null || !rules.instant.accepts(at)) throw refused('bad-time', from!);
    if (at > now) throw refused('not-yet', from!);
    return at;
  }

  #neededTime(from: ValueFrom): Instant {
    const at = this.#time(from);
    if (at === undefined) throw refused('missing-value', from);
    return at;
  }
}

function refused(code: Fault['code'], { column }: ValueFrom): RowRefused {
  return new RowRefused({ code, ...(column && { column }) });
}
