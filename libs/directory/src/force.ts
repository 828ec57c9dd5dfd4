/** What a member of staff is. Says who answers for what; what a person may see is said by sign-in, not by this. */
export const GRADES = ['officer', 'sergeant', 'inspector', 'desk', 'performance', 'admin', 'service'] as const;
export type Grade = (typeof GRADES)[number];

/** A local policing team's patch inside a basic command unit, both by name: `South Cumbria`, `Barrow`. */
export interface Area {
  readonly bcu: string;
  readonly lpt: string;
}

/** The police force whose directory this is. `timeZone` is an IANA name; all its dates are decided in it. */
export interface PoliceForce {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

/** What the force has chosen: the editions it adopts, and settings that other libs read and check themselves. */
export interface Policy {
  readonly adopts: readonly string[];
  readonly ladder?: readonly Readonly<Record<string, unknown>>[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** One local policing team area. Its first team answers for what nobody owns there. */
export interface Lpt {
  readonly name: string;
  readonly teams: readonly string[];
}

/** A basic command unit: `inspector` and `performance` are staff ids, the second only where it has its own. */
export interface Bcu {
  readonly id: string;
  readonly name: string;
  readonly inspector: string;
  readonly performance?: string;
  readonly lpts: readonly Lpt[];
}

/** A team with its supervisor's staff id. Headquarters teams have no area. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly area?: Area;
  readonly supervisor: string;
}

/** Hours of a day in the force's zone, `HH:MM`; over midnight where `until` is the earlier of the two. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** When messages go to people; never to machines, and never anything about a due date. */
export interface DeliveryPolicy {
  /** All alerts to one recipient in so many minutes are one message; 0: each is one of its own, at once. */
  readonly digestMinutes: number;
  /** What would be sent within these hours waits for their end. */
  readonly quietHours?: QuietHours;
}

/** A member of staff: an opaque id, a job title and a team. Never a name. */
export interface Staff {
  readonly id: string;
  readonly title: string;
  readonly team: string;
  readonly grade: Grade;
  /** The mailbox of the post, where it has one. */
  readonly email?: string;
}

/** Somebody is away from one date to another, both included; who acts for them, where somebody does. */
export interface Leave {
  readonly staff: string;
  readonly from: string;
  readonly to: string;
  readonly deputy?: string;
}

/** Somebody holds a rank for a while: supervisor of a team, inspector of a BCU, both dates included. */
export interface ActingRank {
  readonly staff: string;
  readonly as: 'supervisor' | 'inspector';
  /** The id of the team or BCU. */
  readonly of: string;
  readonly from: string;
  readonly to: string;
}

/** Somebody is on duty for a team or a BCU until `to`; both are instants, or local times as `2026-12-24T22:00`. */
export interface RotaShift {
  readonly team?: string;
  readonly bcu?: string;
  readonly role: 'supervisor' | 'inspector';
  readonly staff: string;
  readonly from: string;
  readonly to: string;
}
