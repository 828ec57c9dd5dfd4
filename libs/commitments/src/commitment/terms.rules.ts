import type { CalendarVersion, Instant, LocalDate, LocalTime } from '@kept-informed/calendar';
import type { ChildBand } from './age.rules.js';
import type { RetentionPolicy } from '@kept-informed/directory';
import type { Commitment } from './commitment.rules.js';
import type { CounterRule } from './counter-rule.rules.js';

/** Earlier than anything: text order, like every instant. */
export const beginning: Instant = '0001-01-01T00:00:00.000Z';

export const recipients = ['owner', 'supervisor', 'inspector', 'performance-unit'] as const;
export type Recipient = (typeof recipients)[number];

/** One rung of a ladder: when it is due beside the due date, and who is told (rules.md, Alert ladder). */
export interface LadderStep {
  readonly rung: string;
  /**
   * Working days after the due date, to the end of that day; 0: at `due at`; below 0: that many working days before, at
   * `time`. For a limit in hours the same days after at the same time of day, and before it a quarter of the limit each.
   */
  readonly days: number;
  /** Local time of a rung before the due date; 09:00 unless given. */
  readonly time?: LocalTime;
  readonly to: Recipient;
  /** Not raised while an alert of the obligation is acknowledged with a plan. */
  readonly heldByPlan?: boolean;
}

/** The id of the terms that a force starts with: its file's policy and the product's holidays. */
export const firstTermsId = 'force-file';

/** What an activation can be asked to reach. */
export const reaches = ['new-only', 'recompute-all', 'time-left'] as const;

/** How far new terms reach into what is open when they are activated (docs/decisions/0007). */
export type Reach =
  | { readonly to: 'new-only' }
  | { readonly to: 'recompute-all' }
  /** What is left on this London date is counted on from it in the new way. */
  | { readonly to: 'time-left'; readonly on: LocalDate };

export const defaultLadder: readonly LadderStep[] = [
  { rung: 'due-soon', days: -1, time: '09:00', to: 'owner' },
  { rung: 'missed', days: 0, to: 'supervisor' },
  { rung: 'escalated', days: 2, to: 'inspector', heldByPlan: true },
  { rung: 'unresolved', days: 5, to: 'performance-unit' },
];

/** A contact recorded longer than this after it occurred needs a reason, in hours (rules.md, Late records). */
export const defaultLateAfterHours = 72;

/** Attempts on so many different dates without reaching somebody call for attention (rules.md, Attempts). */
export const defaultConcernAfterAttempts = 3;

/** What the Codes call the most serious crime, by which alone its victims and the bereaved are entitled to enhanced service. */
export const defaultEnhancedUnassessed: readonly string[] = [
  'arson-with-intent',
  'attempted-murder',
  'death-by-driving',
  'domestic-abuse',
  'false-imprisonment',
  'hate-crime',
  'homicide',
  'human-trafficking',
  'kidnap',
  'rape',
  'sexual-offences',
  'stalking-and-harassment',
  'terrorism',
];

/** A limit that a force sets itself where its source prints none. */
export interface Target {
  /** ISO 8601. */
  readonly limit: string;
  readonly unit: Commitment['unit'];
}

/** What holds from an instant on: which editions, how time is counted, who is told when. */
export interface Terms {
  /** Names the policy and the calendar that they are made of. */
  readonly id: string;
  /** The version of the policy; that of the holidays is the calendar's own id. */
  readonly policy: string;
  /** When they were activated; the first hold from {@link beginning}. */
  readonly from: Instant;
  readonly reach: Reach;
  /** What was activated then; none: what differs from before tells. */
  readonly activated?: 'policy' | 'calendar';
  /** Nobody activated them: a holiday of the calendar in force became known then. */
  readonly learnt?: boolean;
  readonly adopted: ReadonlySet<string>;
  readonly calendar: CalendarVersion;
  /** By commitment: the kind of day its limit counts, where the commitment leaves that open. */
  readonly dayKinds: Readonly<Record<string, 'calendar' | 'working'>>;
  /** By commitment: what its periods count from, where the force changes that. */
  readonly anchors: Readonly<Record<string, 'last-update' | 'schedule'>>;
  /** By commitment without a printed limit: the force's own, of what is triggered from then on (rules.md, Limits not printed). */
  readonly targets: Readonly<Record<string, Target>>;
  readonly ladder: readonly LadderStep[];
  readonly lateAfterHours: number;
  readonly concernAfterAttempts: number;
  /** Groups of offences of which a victim has the enhanced limit until somebody is assessed (rules.md, Entitlement). */
  readonly enhancedUnassessed: readonly string[];
  /** By edition: up to which of the bands of age at the offence a victim has it until then. */
  readonly enhancedAges: Readonly<Record<string, ChildBand>>;
  /** What may be said at the counter, as the force has it now. */
  readonly counter: CounterRule;
  /** How long what is not a fact is kept (rules.md, Retention): of everything, whenever it began. */
  readonly retention: RetentionPolicy;
}

/** Something that goes by dated terms: one at least, in order of time. */
export interface UnderTerms {
  readonly terms: readonly Terms[];
}

/** The terms in force at an instant. */
export function termsAt({ terms }: UnderTerms, at: Instant): Terms {
  return terms.findLast(({ from }) => from <= at) ?? terms[0]!;
}

/** The terms in force now, and from now on. */
export function latestTerms({ terms }: UnderTerms): Terms {
  return terms.at(-1)!;
}

/**
 * What terms activated after an instant make of those that held then, one after the other: each that reaches into what was
 * open brings along what its own activation changed and nothing else. Holidays that are counted anew for everything bring
 * no policy along that was to hold for new obligations only (docs/decisions/0007).
 */
export function reachingAfter(book: UnderTerms, at: Instant): readonly Terms[] {
  const { terms } = book;
  if (terms.length === 1) return none;
  const first = Math.max(
    0,
    terms.findLastIndex(({ from }) => from <= at),
  );
  let found = reaching.get(book);
  if (!found) reaching.set(book, (found = new Map()));
  const before = found.get(first);
  if (before) return before;
  const made = reachingFrom(terms, first);
  found.set(first, made);
  return made;
}

const none: readonly Terms[] = [];
const reaching = new WeakMap<UnderTerms, Map<number, readonly Terms[]>>();

/** The terms under which something that is open can stand now, whenever it began. */
export function standingTerms({ terms }: UnderTerms): readonly Terms[] {
  return terms.map((begun, index) => reachingFrom(terms, index).at(-1) ?? begun);
}

function reachingFrom(terms: readonly Terms[], first: number): Terms[] {
  const found: Terms[] = [];
  let current = terms[first]!;
  for (let index = first + 1; index < terms.length; index += 1) {
    if (terms[index]!.reach.to === 'new-only') continue;
    current = broughtAlong(terms[index - 1]!, terms[index]!, current);
    found.push(current);
  }
  return found;
}

function broughtAlong(before: Terms, activated: Terms, current: Terms): Terms {
  if (current === before) return activated;
  const policy = isSamePolicy(before, activated) ? current : activated;
  const { calendar } = before.calendar === activated.calendar ? current : activated;
  if (policy === activated && calendar === activated.calendar) return activated;
  const { from, reach } = activated;
  return { ...policy, calendar, from, reach, activated: activated.activated, id: termsId(policy.policy, calendar) };
}

function isSamePolicy(a: Terms, b: Terms): boolean {
  return (
    a.adopted === b.adopted &&
    a.dayKinds === b.dayKinds &&
    a.anchors === b.anchors &&
    a.targets === b.targets &&
    a.ladder === b.ladder &&
    a.lateAfterHours === b.lateAfterHours &&
    a.concernAfterAttempts === b.concernAfterAttempts &&
    a.enhancedUnassessed === b.enhancedUnassessed &&
    a.enhancedAges === b.enhancedAges
  );
}

/** Names terms by what they are made of. */
export const termsId = (policy: string, { id }: CalendarVersion): string => `${policy}+${id}`;

/** The kind of time that a commitment's limit counts under some terms. */
export function unitUnder({ id, unit, limit }: Commitment, { dayKinds }: Terms): Commitment['unit'] {
  const chosen = dayKinds[id];
  return chosen === undefined || unit === 'elapsed' || !limit?.endsWith('D') ? unit : chosen;
}

/** What a series counts from under some terms. */
export function anchorUnder({ id, recurs }: Commitment, { anchors }: Terms): Commitment['recurs'] {
  return recurs === 'no' ? recurs : (anchors[id] ?? recurs);
}

const aimed = new WeakMap<Terms, Map<string, Commitment>>();

/** A promise as it is counted under the terms of its trigger: by the force's own target where no limit is printed. */
export function underTarget(commitment: Commitment, terms: Terms): Commitment {
  const target = commitment.limit === null ? terms.targets[commitment.id] : undefined;
  if (target === undefined) return commitment;
  let made = aimed.get(terms);
  if (!made) aimed.set(terms, (made = new Map()));
  let one = made.get(commitment.id);
  if (!one) made.set(commitment.id, (one = { ...commitment, ...target }));
  return one;
}
