import { Code, field, ListOf, Nested } from '@kept-informed/fields';
import * as fields from './force-fields.js';

/** What a member of staff is. Says who answers for what; what a person may see is said by sign-in, not by this. */
export const grades = ['officer', 'sergeant', 'inspector', 'desk', 'performance', 'admin', 'service'] as const;
export type Grade = (typeof grades)[number];

/** A local policing team's patch inside a basic command unit, both by name: `South Cumbria`, `Barrow`. */
export interface Area {
  readonly bcu: string;
  readonly lpt: string;
}

/** The police force whose directory this is. `timeZone` is an IANA name; all its dates are decided in it. */
export class PoliceForce {
  @field(fields.id) readonly id: string;
  @field(fields.name) readonly name: string;
  @field(fields.timeZone) readonly timeZone: string;
}

/** What the force has chosen, until a policy is activated that says more. */
export class Policy {
  @ListOf(fields.id, { min: 1, missing: 'should not be empty', twice: 'must not name an edition twice' })
  readonly adopts: readonly string[];
}

/** One local policing team area. Its first team answers for what nobody owns there. */
export class Lpt {
  @field(fields.name) readonly name: string;

  @ListOf(fields.id, { min: 1, missing: 'must name at least one team: the first answers for the area' })
  readonly teams: readonly string[];
}

/** A basic command unit: `inspector` and `performance` are staff ids, the second only where it has its own. */
export class Bcu {
  @field(fields.id) readonly id: string;
  @field(fields.name) readonly name: string;
  @field(fields.reference, { missing: 'has no inspector' }) readonly inspector: string;
  @field(fields.reference, { optional: true }) readonly performance?: string;
  @ListOf(() => Lpt, { min: 1, missing: 'should not be empty' }) readonly lpts: readonly Lpt[];
}

/** A team with its supervisor's staff id. Headquarters teams have no area. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly area?: Area;
  readonly supervisor: string;
}

/** A team as the file says it, with its area's BCU by id. */
export class TeamEntry {
  @field(fields.id) readonly id: string;
  @field(fields.name) readonly name: string;
  @field(fields.reference, { optional: true }) readonly bcu?: string;
  @field(fields.reference, { optional: true }) readonly lpt?: string;
  @field(fields.reference, { missing: 'has no supervisor' }) readonly supervisor: string;
}

/** A member of staff: an opaque id, a job title and a team. Never a name. */
export class Staff {
  @field(fields.id) readonly id: string;
  @field(fields.name) readonly title: string;
  @field(fields.reference, { missing: 'has no team' }) readonly team: string;
  @Code(grades) readonly grade: Grade;
  /** The mailbox of the post; without one no e-mail reaches it. */
  @field(fields.mailbox, { optional: true }) readonly email?: string;
}

/** Hours of a day in the force's zone, `HH:MM`; over midnight where `until` is the earlier of the two. */
export class QuietHours {
  @field(fields.timeOfDay) readonly from: string;
  @field(fields.timeOfDay) readonly until: string;
}

/** Alerts of one minute or of five reach a supervisor soon enough; one message each would be a storm at midnight. */
const defaultDigestMinutes = 5;

/** When messages go to people; never to machines, and never anything about a due date. */
export class DeliveryPolicy {
  /** All alerts to one recipient in so many minutes are one message; 0: each is one of its own, at once. */
  @field(fields.minutesOfADay, { optional: true })
  readonly digestMinutes: number = defaultDigestMinutes;

  /** What would be sent within these hours waits for their end. */
  @Nested(() => QuietHours, { optional: true }) readonly quietHours?: QuietHours;
}

/** When cases may be opened. */
export class OpeningPolicy {
  /** Days after which a case that is opened late needs a reason. */
  @field(fields.daysBack, { optional: true })
  readonly reasonAfterDays: number = 90;
}

/** Whose cases a role sees: the whole force's, those of one's BCU, of one's teams, or one's own. */
export const reaches = ['force', 'bcu', 'team', 'own'] as const;
export type ReachOfRole = (typeof reaches)[number];

/** The reach of each role that sees cases (rules.md, Who sees what). Whoever is on duty for a BCU sees it meanwhile. */
export class ReachPolicy {
  @Code(reaches, { optional: true }) readonly desk: ReachOfRole = 'force';
  @Code(reaches, { optional: true }) readonly counter: ReachOfRole = 'force';
  @Code(reaches, { optional: true }) readonly supervisor: ReachOfRole = 'team';
  @Code(reaches, { optional: true }) readonly performance: ReachOfRole = 'force';
  @Code(reaches, { optional: true }) readonly service: ReachOfRole = 'force';
}

/** How long people's data is kept after the closure of their case, by its kind. */
export class PeopleRetention {
  @field(fields.keptFor, { optional: true }) readonly crime: string = 'P72M';
  @field(fields.keptFor, { optional: true }) readonly incident: string = 'P72M';
  @field(fields.keptFor, { optional: true }) readonly enquiry: string = 'P24M';
  @field(fields.keptFor, { optional: true }) readonly feedback: string = 'P24M';
}

/** How long what is not a fact is kept, until a policy is activated that says otherwise (rules.md, Retention). */
export class RetentionPolicy {
  /** Then a person looks through it; nothing goes by itself. */
  @Nested(() => PeopleRetention, { optional: true }) readonly people: PeopleRetention = new PeopleRetention();
  /** From the look on; never less than a year. */
  @field(fields.keptFor, { optional: true }) readonly looks: string = 'P72M';
  /** From their end on. */
  @field(fields.keptFor, { optional: true }) readonly messages: string = 'P90D';
}

/** Whom promises bind beside the force. */
export const otherBodies = ['witness-care', 'cps', 'probation', 'court'] as const;
export type OtherBody = (typeof otherBodies)[number];

/** Who sees to what binds another body, and which teams act for it: what they do is recorded here. */
export class BodyEntry {
  @Code(otherBodies) readonly body: OtherBody;
  /** Told of what is due; the owner of the case where nobody is named. */
  @field(fields.reference, { optional: true }) readonly post?: string;
  @ListOf(fields.reference, { optional: true, min: 1, max: 1_000 }) readonly teams?: readonly string[];
}

const missing = 'is missing';

/** Somebody is away from one date to another of the force's zone, both included; who acts for them, where somebody does. */
export class Leave {
  @field(fields.reference, { missing: 'names nobody' }) readonly staff: string;
  @field(fields.date, { missing }) readonly from: string;
  @field(fields.date, { missing }) readonly to: string;
  @field(fields.reference, { optional: true }) readonly deputy?: string;
}

/** Somebody holds a rank for a while: supervisor of a team, inspector of a BCU, both dates included. */
export class ActingRank {
  @field(fields.reference, { missing: 'names nobody' }) readonly staff: string;
  @field(fields.rank) readonly as: 'supervisor' | 'inspector';
  /** The id of the team or BCU. */
  @field(fields.reference, { missing }) readonly of: string;
  @field(fields.date, { missing }) readonly from: string;
  @field(fields.date, { missing }) readonly to: string;
}

/** Somebody is on duty for a team or a BCU until `to`; both are instants, or local times as `2026-12-24T22:00`. */
export class RotaShift {
  @field(fields.reference, { optional: true }) readonly team?: string;
  @field(fields.reference, { optional: true }) readonly bcu?: string;
  @field(fields.rank) readonly role: 'supervisor' | 'inspector';
  @field(fields.reference, { missing: 'names nobody' }) readonly staff: string;
  @field(fields.moment, { missing }) readonly from: string;
  @field(fields.moment, { missing }) readonly to: string;
}
