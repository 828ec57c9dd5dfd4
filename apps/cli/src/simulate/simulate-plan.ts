import {
  addDays,
  addWorkingDays,
  englandAndWales,
  localDate,
  rollForward,
  type Instant,
} from '@kept-informed/calendar';
import { between, chanceOf, type Chance } from './chance.js';
import type { ImportedMilestone } from '@kept-informed/imports';
import { attemptsBefore, reachedOn, type PlannedContact } from './simulate-contact.js';

/** What the simulation needs to know of one case. */
export interface ContactsRequest {
  readonly caseKey: string;
  readonly openedAt: Instant;
  /** In time order, as `planImport` gives them. */
  readonly milestones: readonly Pick<ImportedMilestone, 'type' | 'occurredAt' | 'ends'>[];
  /** Without a victim nobody is owed anything and there are no contacts. */
  readonly hasVictim: boolean;
  readonly seed: number | string;
  /** From 0 to 1: the share of duties that are met in time. The others come late or never. */
  readonly compliance: number;
  /** Nothing happens at or after it. Moving it later adds contacts and changes none. */
  readonly until: Instant;
}

/** Later than every instant. */
const NEVER: Instant = '9999-12-31T23:59:59.999Z';
/** Working days within which something is to be told. `court-result-received` has one day (VC15-WCU), the rest five. */
const LIMIT = { usual: 5, courtResult: 1 } as const;
/** Of the duties that are not met in time, so many are met late; the rest never. */
const LATE_RATHER_THAN_NEVER = 0.7;

/**
 * The contacts that officers make with a case's one victim, in time order: initial information within five working
 * days, each milestone told, and in between an update about every three weeks, counted from the opening or from the
 * last contact that told something (the initial information does not count), until the case ends. Each duty draws its
 * own chance from the seed, the case's key and the duty's name; so a case's contacts do not depend on the other cases.
 *
 * Telling the milestone that ends the case tells its closure too (`case-closed`): to be met by it, the case is to be
 * closed at that milestone's moment. Throws MissingHolidays past the years of the calendar, RangeError for a
 * compliance that is no share.
 */
export function contactsFor(request: ContactsRequest): PlannedContact[] {
  if (!(request.compliance >= 0 && request.compliance <= 1)) throw new RangeError('compliance is a share from 0 to 1');
  if (!request.hasVictim) return [];
  const told = request.milestones.map((milestone) => tellingOf(milestone, request));
  const contacts = [initialInformation(request), ...told, updates(request, told.flat())].flat();
  return contacts.filter(({ at }) => at < request.until).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function initialInformation(request: ContactsRequest): PlannedContact[] {
  const chance = chanceOf(request.seed, request.caseKey, 'initial-information');
  return dutyWithin(
    LIMIT.usual,
    { since: request.openedAt, purpose: 'initial-information', tells: [] },
    request,
    chance,
  );
}

function tellingOf(
  { type, occurredAt, ends }: ContactsRequest['milestones'][number],
  request: ContactsRequest,
): PlannedContact[] {
  const chance = chanceOf(request.seed, request.caseKey, type, occurredAt);
  const result = type === 'court-result-received';
  const limit = result ? LIMIT.courtResult : LIMIT.usual;
  const tells = ends ? [type, 'case-closed'] : [type];
  return dutyWithin(limit, { since: occurredAt, purpose: result ? 'result' : 'update', tells }, request, chance);
}

type SimulatedObligation = { readonly since: Instant } & Pick<PlannedContact, 'purpose' | 'tells'>;

/** Done within the working days of the limit, or up to two weeks of working days late, or never. */
function dutyWithin(
  limit: number,
  duty: SimulatedObligation,
  { compliance }: ContactsRequest,
  chance: Chance,
): PlannedContact[] {
  const inTime = chance() < compliance;
  const done = inTime || chance() < LATE_RATHER_THAN_NEVER;
  const days = inTime ? between(1, limit, chance) : between(limit + 1, limit + 10, chance);
  const contact = reachedOn(addWorkingDays(localDate(duty.since), days, englandAndWales), duty, chance);
  return [...attemptsBefore(contact, duty.since, chance), ...(done ? [contact] : [])];
}

/** The periodic updates. A contact that tells a milestone is one too, so the next is counted from it. */
function updates(request: ContactsRequest, contacts: readonly PlannedContact[]): PlannedContact[] {
  const chance = chanceOf(request.seed, request.caseKey, 'updates');
  const told = contacts
    .filter(({ tells }) => tells.length > 0)
    .map(({ at }) => at)
    .sort();
  const ended = request.milestones.find(({ ends }) => ends)?.occurredAt ?? NEVER;
  const made: PlannedContact[] = [];
  let last = request.openedAt;
  while (last < ended && last < request.until) {
    const day = rollForward(addDays(localDate(last), gap(request.compliance, chance)), englandAndWales);
    const contact = reachedOn(day, { purpose: 'update', tells: [] }, chance);
    const attempts = attemptsBefore(contact, last, chance);
    const sooner = told.find((at) => at > last && at <= contact.at);
    if (!sooner) made.push(...[...attempts, contact].filter(({ at }) => at < ended));
    last = sooner ?? contact.at;
  }
  return made;
}

/**
 * Days to the next update. In time: at most 23, so that even over Easter or Christmas it falls within February's 28.
 * Late: past the longest month. Or a whole month is missed.
 */
function gap(compliance: number, chance: Chance): number {
  if (chance() < compliance) return between(18, 23, chance);
  return chance() < LATE_RATHER_THAN_NEVER ? between(33, 50, chance) : between(63, 80, chance);
}
