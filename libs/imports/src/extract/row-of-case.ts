import type { Purpose, Method } from '@kept-informed/commitments';
import { rules } from '@kept-informed/fields';
import {
  possibleOutcomes,
  type CaseKind,
  type ClosureReason,
  type ContactOutcome,
  type Direction,
  type Entitlement,
  type ParticipantRole,
} from '@kept-informed/follow-up';
import type { Fault } from '../reading/refusal.js';
import {
  extractIds,
  type ExtractContact,
  type ExtractMilestone,
  type ExtractPerson,
  type RowOfCase,
} from './extract-case.js';
import type { ExtractRow } from './extract-rows.js';
import type { MadeContactMapping, MilestoneMapping, PersonMapping, RouteMapping } from './mapping.js';
import { key, refused, ExtractValues, unlessRefused, type RowReading } from './extract-values.js';

/** The key of the case that a row is of, as the extract has it; none where it cannot be read. */
export function keyOfRow(row: ExtractRow, reading: RowReading): string | undefined {
  const found = unlessRefused(() => new RowReader(row, reading).key);
  return typeof found === 'string' ? found : undefined;
}

/** What a row says of its case, or what keeps it from being taken: the first thing that is wrong with it. */
export function rowOfCase(row: ExtractRow, reading: RowReading): RowOfCase | Fault {
  return unlessRefused(() => new RowReader(row, reading).all());
}

const name = rules.text({ max: 200 });
const routeValue = rules.text({ max: 500 });

class RowReader {
  readonly #values: ExtractValues;
  /** As the extract has it. */
  readonly key: string;
  readonly #key: string;
  readonly #source: string;

  constructor(
    private readonly row: ExtractRow,
    private readonly reading: RowReading,
  ) {
    this.#values = new ExtractValues(row, reading);
    const { mapping, keyNow = (own: string) => own } = reading;
    this.#source = mapping.source;
    this.key = this.#values.needed(mapping.case.key, key);
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
    const group = this.#values.text(offenceGroup, rules.kebab);
    const { offenceGroups } = this.reading.force.directory.current;
    if (group !== undefined && !offenceGroups.has(group)) throw refused('unknown-offence-group', offenceGroup!);
    const unit = this.#values.text(bcu, rules.text({ max: 100 }));
    const area = unit === undefined ? undefined : { bcu: unit, lpt: this.#values.text(lpt, rules.text({ max: 100 })) };
    if (area && !this.#isThere(area)) throw refused('unknown-area', bcu!);
    return {
      kind: this.#values.needed(kind!, key) as CaseKind,
      reference: this.#values.needed(reference!, rules.reference),
      openedAt: this.#values.neededTime(openedAt),
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
    const staffId = this.#values.text(owner, rules.id);
    if (staffId === undefined) return undefined;
    const found = this.reading.force.directory.current.staff(staffId);
    if (!found) throw refused('unknown-staff', owner!);
    return { staffId, team: found.team };
  }

  #closure(): RowOfCase['closure'] {
    const { closedAt, closureReason } = this.reading.mapping.case;
    const at = this.#values.time(closedAt);
    if (at === undefined) return undefined;
    return { at, reason: (this.#values.text(closureReason, key) ?? 'resolved') as ClosureReason };
  }

  #person({ key: own, role, entitlement, name: called, from, routes = [] }: PersonMapping): ExtractPerson | undefined {
    const person = this.#values.text(own, key);
    if (person === undefined) return undefined;
    return {
      personId: extractIds.person(this.#source, this.#key, person),
      role: this.#values.needed(role, key) as ParticipantRole,
      entitlement: this.#values.text(entitlement, key) as Entitlement | undefined,
      name: this.#values.text(called, name),
      from: this.#values.time(from),
      routes: routes.flatMap((route) => this.#route(route) ?? []),
    };
  }

  #route({ method, value, safe, times }: RouteMapping): ExtractPerson['routes'][number] | undefined {
    const said = this.#values.text(value, routeValue);
    if (said === undefined) return undefined;
    return {
      method: this.#values.needed(method, key) as Method,
      value: said,
      safe: this.#values.text(safe, key) !== 'false',
      times: this.#values.text(times, name),
    };
  }

  #milestone({ type, at, key: own, suspect, knownAt, enteredAt }: MilestoneMapping): ExtractMilestone | undefined {
    const occurred = this.#values.time(at);
    if (occurred === undefined) return undefined;
    const what = this.#values.needed(type, key);
    const who = this.#values.text(suspect, rules.suspect);
    return {
      key: this.#values.text(own, key) ?? `${what} ${who ?? ''} ${occurred}`,
      type: what,
      at: occurred,
      suspect: who,
      knownAt: this.#values.time(knownAt),
      enteredAt: this.#values.time(enteredAt),
      line: this.row.line,
    };
  }

  #contact(contact: MadeContactMapping): ExtractContact | undefined {
    const own = this.#values.text(contact.key, key);
    if (own === undefined) return undefined;
    const direction = this.#values.needed(contact.direction, key) as Direction;
    const method = this.#values.needed(contact.method, key) as Method;
    const outcome = this.#values.needed(contact.outcome, key) as ContactOutcome;
    if (!possibleOutcomes(direction, method).includes(outcome)) throw refused('outcome-does-not-fit', contact.outcome);
    return {
      contactId: extractIds.contact(this.#source, this.#key, own),
      personId: extractIds.person(this.#source, this.#key, this.#values.needed(contact.person, key)),
      at: this.#values.neededTime(contact.at),
      direction,
      method,
      outcome,
      purpose: this.#values.needed(contact.purpose, key) as Purpose,
      tells: (contact.tells ?? []).flatMap((one) => this.#values.text(one, key) ?? []),
      enteredAt: this.#values.time(contact.enteredAt),
      line: this.row.line,
    };
  }
}
