import type { Instant } from '@kept-informed/calendar';
import fc from 'fast-check';
import * as facts from '../support/facts.js';
import type { PastFact } from '../support/facts.js';
import { plus, starts } from './histories.js';
import {
  corrected,
  died,
  livesAfterAll,
  milestoneVoided,
  optedOut,
  paused,
  resumed,
  struckOut,
} from '../support/rulings.js';
import { endOfLondonDay, later as latest, londonDate, monthsAfter } from './london.js';
import type { TwoCases } from './two-cases.js';

const hour = 3_600_000;

const whats = [
  ...(['update', 'update', 'update', 'update', 'update', 'update', 'tell', 'tell', 'tell', 'tell'] as const),
  ...([
    'arrest',
    'arrest',
    'interview',
    'interview',
    'release',
    'release',
    'charge',
    'wish',
    'wanted-again',
    'never-was',
    'pause',
    'pause',
    'resume',
    'resume',
    'strike-out',
    'strike-out',
    'put-right',
    'assess',
    'assess',
  ] as const),
];

type What = (typeof whats)[number] | 'plan' | 'comes-back' | 'dies' | 'lives';

/** Something on one of two cases: so many hours after what happened there before. */
const happeningOf = (...whats: readonly What[]) =>
  fc.record({
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 900 })),
    /** How long before it was recorded it happened. */
    ago: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 900 }) }),
    aim: fc.constantFrom('hours', 'hours', 'hours', 'midnight', 'before-midnight'),
    what: fc.constantFrom(...whats),
    scope: fc.constantFrom('all', 'periodic', 'VC20-ARREST', 'VC15-ARREST', 'VC06-ARREST'),
    which: fc.nat(3),
    /** Of everything that it could be about. */
    of: fc.nat(20),
    method: fc.constantFrom('phone', 'phone', 'phone', 'letter'),
    outcome: fc.constantFrom('spoke', 'spoke', 'spoke', 'voicemail'),
    purpose: fc.constantFrom('update', 'initial-information', 'written-confirmation'),
  });
export const happening = happeningOf(...whats);
const planned = happeningOf(...whats.filter((one) => one !== 'assess'), ...(['plan', 'plan', 'plan', 'plan'] as const));
const written = happeningOf(
  ...whats.filter((one) => one !== 'assess'),
  'comes-back',
  'comes-back',
  'comes-back',
  'comes-back',
).map((one) => ({ ...one, method: one.what === 'update' || one.what === 'tell' ? 'letter' : one.method }) as Happening);
const mortal = happeningOf(...whats, 'dies', 'dies', 'dies', 'lives', 'lives', 'lives');
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const twoCasesOf = (happening: fc.Arbitrary<Happening>) =>
  fc.record({
    start: fc.constantFrom(...starts),
    gap: fc.constantFrom(0, 1, 20, 24, 47, 200, 900),
    isFirst: fc.boolean(),
    kinds: fc.tuple(fc.constantFrom('crime', 'crime', 'incident'), fc.constantFrom('crime', 'crime', 'incident')),
    from: fc.array(happening, { maxLength: 5 }),
    into: fc.array(happening, { maxLength: 5 }),
    after: fc.integer({ min: 0, max: 1500 }),
    /** They are merged at the very instant at which a month of the one, or of the other, is over. */
    atMonth: fc.constantFrom(undefined, undefined, undefined, 'from', 'into'),
    /** Or a moment before that. */
    isBefore: fc.boolean(),
    areSame: fc.boolean(),
    since: fc.array(happening, { maxLength: 4 }),
    end: fc.integer({ min: 0, max: 2400 }),
  });
export const twoCases = twoCasesOf(happening);
/** The same with agreed plans. */
export const twoCasesWithPlans = twoCasesOf(planned);
/** The same with people who die, and whose death was recorded wrongly. */
export const twoCasesWithDeaths = twoCasesOf(mortal);
/** The same with letters that come back. */
export const twoCasesWithReceipts = twoCasesOf(written);
export type Pair = typeof twoCases extends fc.Arbitrary<infer T> ? T : never;

/** The same two, the other of them merged into the one. */
export function mirrored({ isFirst, kinds, from, into, atMonth, ...rest }: Pair): Pair {
  const other = { from: 'into', into: 'from' } as const;
  return {
    ...rest,
    isFirst: !isFirst,
    kinds: [kinds[1], kinds[0]],
    from: into,
    into: from,
    atMonth: atMonth && other[atMonth],
  };
}

function aimed(at: Instant, aim: string): Instant {
  if (aim === 'hours') return at;
  return plus(endOfLondonDay(londonDate(at)), aim === 'midnight' ? 0 : -1);
}

/** The first instant from another on at which a month counted from an opening is over. */
function monthAfter(at: Instant, opened: Instant): Instant {
  for (let n = 1; ; n += 1) {
    const ends = endOfLondonDay(monthsAfter(londonDate(opened), n));
    if (ends >= at) return ends;
  }
}

interface Told {
  readonly all: PastFact[];
  readonly now: Instant;
}

/** One of two cases, from what it begins with. */
interface Beginning {
  readonly given: readonly PastFact[];
  readonly who: string;
  readonly prefix: string;
  readonly start: Instant;
  /** Nothing is told of what was before; its start, unless it is known since then. */
  readonly since?: Instant;
  /** What is on the other case: of two things at one instant, each on its own, nobody can say which was first. */
  readonly elsewhere: readonly PastFact[];
  /** Of that, what can be told of here. */
  readonly brought: readonly PastFact[];
  /** Milestones of that which are known here by another name. */
  readonly same?: Readonly<Record<string, string>>;
}

export function lived(
  steps: readonly Happening[],
  { given, who, prefix, start, since = start, elsewhere, brought, same = {} }: Beginning,
): Told {
  const all = [...given];
  const taken = new Set(elsewhere.map(({ fact }) => fact.occurred));
  let now = start;
  for (const [index, step] of steps.entries()) {
    now = aimed(plus(now, step.hours * hour), step.aim);
    const before = latest(plus(now, -step.ago * hour), since);
    const at = taken.has(before) ? plus(before, 1) : before;
    now = latest(now, at);
    const about = { all: [...brought, ...all], same };
    const one = happened(step, { who, at, now, id: `${prefix}-${index}`, start, elsewhere, ...about });
    if (one) all.push(facts.recordedAt(one, now));
  }
  return { all, now };
}

interface Moment {
  readonly who: string;
  readonly at: Instant;
  readonly now: Instant;
  readonly id: string;
  readonly start: Instant;
  readonly elsewhere: readonly PastFact[];
  readonly all: readonly PastFact[];
  readonly same: Readonly<Record<string, string>>;
}

function happened(
  { what, which, of: about, method, outcome, purpose, scope }: Happening,
  { who, at, now, id, start, elsewhere, all, same }: Moment,
): PastFact | null {
  const said = { contactId: id, method, outcome: method === 'letter' ? 'sent' : outcome, purpose } as const;
  const milestone = (type: string): PastFact => {
    const { fact, recorded } = facts.milestone(type, at, undefined);
    return {
      fact: { ...fact, data: { ...fact.data, milestoneId: id, ...(which > 1 && { suspect: `suspect-${which}` }) } },
      recorded,
    } as PastFact;
  };
  const assessed = (entitlement: 'standard' | 'enhanced'): PastFact => {
    const { fact, recorded } = facts.assessed(who, entitlement, at);
    return { fact: { ...fact, data: { ...fact.data, assessmentId: id } }, recorded };
  };
  const reached = all.filter(({ fact }) => fact.type === 'MilestoneReached').map(({ fact }) => fact.data as any);
  switch (what) {
    case 'update':
      return facts.contact(who, at, said);
    case 'tell': {
      const one = reached[which % Math.max(reached.length, 1)];
      return one ? facts.contact(who, at, { ...said, tells: [one.type], milestoneIds: [one.milestoneId] }) : null;
    }
    case 'wish':
      return optedOut(who, scope, at, { optOutId: id });
    case 'wanted-again': {
      const optOutId = standingWishes(all)[which % 2];
      return optOutId === undefined ? null : facts.told('OptedBackIn', at, { optOutId, optInId: id });
    }
    case 'assess':
      return assessed(which === 0 ? 'standard' : 'enhanced');
    case 'arrest':
      return milestone('suspect-arrested');
    case 'interview':
      return milestone('suspect-interviewed');
    case 'release':
      return milestone('suspect-released');
    case 'charge':
      return milestone('charge-decided');
    case 'never-was': {
      const gone = new Set(all.flatMap(({ fact }) => (fact.type === 'MilestoneVoided' ? [fact.data.milestoneId] : [])));
      const known = reached.filter(({ milestoneId }) => !gone.has(milestoneId) && same[milestoneId] === undefined);
      const one = known[which % Math.max(known.length, 1)];
      return one ? milestoneVoided(one.milestoneId, now) : null;
    }
    case 'strike-out':
    case 'put-right': {
      const right = new Set(
        all.flatMap(({ fact }) =>
          fact.type === 'ContactStruckOut' || fact.type === 'ContactCorrected' ? [fact.data.contactId] : [],
        ),
      );
      const one = nth(
        all.flatMap(({ fact }) => (fact.type === 'ContactMade' && !right.has(fact.data.contactId) ? [fact] : [])),
        about,
      );
      if (!one) return null;
      const { contactId } = one.data;
      if (what === 'strike-out') return struckOut(contactId, now);
      const moved = [-90, -1, 1, 90][which]! * hour;
      const when = [plus(one.occurred, moved), now].sort()[0]!;
      return corrected(contactId, who, when, now, { ...one.data, participantIds: [who] });
    }
    case 'comes-back': {
      const known = new Set(
        all.flatMap(({ fact }) =>
          fact.type === 'ContactStruckOut' || fact.type === 'ContactCorrected' || fact.type === 'ReceiptCame'
            ? [fact.data.contactId]
            : [],
        ),
      );
      const one = nth(
        all.flatMap(({ fact }) =>
          fact.type === 'ContactMade' && fact.data.method === 'letter' && !known.has(fact.data.contactId) ? [fact] : [],
        ),
        about,
      );
      // Of what is known at the very instant of a merger nobody can say which was first.
      return one && at !== start ? facts.receipt('returned', latest(at, one.occurred), one.data.contactId, now) : null;
    }
    case 'dies':
      return isDead(all) || isDead(elsewhere) ? null : died(who, londonDate(at), now);
    case 'lives':
      return isDead(all) ? livesAfterAll(who, now) : null;
    case 'plan': {
      const agreed = latest(at, start);
      const until = [3, 10, 40, 90][about];
      const last = until && londonDate(plus(agreed, until * 24 * hour));
      const frequency = ['P7D', 'P10D', 'P14D', 'P1M'][which]!;
      const { fact, recorded } = facts.planned(who, frequency, agreed, last || undefined);
      const said = nth(
        all.filter((one) => one.fact.type === 'ContactMade'),
        about,
      )?.fact.data as any;
      const isNamed = about % 3 === 0 && said !== undefined;
      const data = { ...fact.data, planId: id, ...(isNamed && { contactId: said.contactId }) };
      return { fact: { ...fact, data }, recorded } as PastFact;
    }
    case 'pause': {
      const { since, ...duty } = nth(clocksOf(all), about)!;
      // What stood still before a merger, as is only said since, might have lapsed by what is struck out since.
      const { fact, recorded } = paused({ ...duty, participantId: who }, latest(latest(at, since), start));
      return { fact: { ...fact, data: { ...fact.data, rulingId: id } }, recorded };
    }
    case 'resume': {
      const ended = new Set(all.flatMap(({ fact }) => (fact.type === 'ClockResumed' ? [fact.data.pauseId] : [])));
      const one = nth(
        all.flatMap(({ fact }) => (fact.type === 'ClockPaused' && !ended.has(fact.data.rulingId) ? [fact] : [])),
        about,
      );
      if (!one) return null;
      const { fact, recorded } = resumed(one.data.rulingId, latest(at, one.occurred));
      return { fact: { ...fact, data: { ...fact.data, rulingId: id } }, recorded };
    }
    default:
      return null;
  }
}

/** Those of both cases are one; one case alone tells of a death. */
function isDead(all: readonly PastFact[]): boolean {
  const told = all.filter(({ fact }) => fact.type === 'ParticipantDied' || fact.type === 'ParticipantDetailsCorrected');
  const of = (id: string) =>
    told.findLast(({ fact }) => 'participantId' in fact.data && fact.data.participantId === id)?.fact.type;
  return ['her', 'vic'].some((id) => of(id) === 'ParticipantDied');
}

const nth = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)];

/** What can stand still: the series of each case, and what arrests make owed. */
const clocksOf = (all: readonly PastFact[]): { commitment: string; triggerId: string; since: Instant }[] =>
  all.flatMap(({ fact }) => {
    const of = (triggerId: string, ...commitments: string[]) =>
      commitments.map((commitment) => ({ commitment, triggerId, since: fact.occurred }));
    if (fact.type === 'CaseOpened') return of(fact.data.caseId, 'QOS-UPDATE', 'VC06-MONTHLY');
    if (fact.type === 'ContactPlanAgreed') return of(fact.data.planId, 'VC20-PERIODIC', 'QOS-AGREED-VICTIM');
    if (fact.type !== 'MilestoneReached' || fact.data.type !== 'suspect-arrested') return [];
    return of(fact.data.milestoneId, 'VC20-ARREST', 'VC06-ARREST');
  });

/** The wishes that still hold, first of all the one said first: of those on one scope it is the latest (rules.md, Mergers). */
function standingWishes(all: readonly PastFact[]): string[] {
  const said = all.flatMap(({ fact }) => (fact.type === 'OptedOut' ? [{ ...fact.data, at: fact.occurred }] : []));
  const back = (id: string) =>
    all.flatMap(({ fact }) => (fact.type === 'OptedBackIn' && fact.data.optOutId === id ? [fact.occurred] : []))[0];
  const isLatest = (wish: (typeof said)[number]) =>
    said.every(
      (one) => one === wish || one.scope !== wish.scope || latest(one.at, back(one.optOutId) ?? one.at) <= wish.at,
    );
  return said.filter((wish) => back(wish.optOutId) === undefined && isLatest(wish)).map(({ optOutId }) => optOutId);
}

export const openingOf = (at: Instant, caseId: string, who: string, kind: 'crime' | 'incident'): PastFact[] => [
  facts.caseOpened(at, kind, { caseId, reference: caseId }),
  facts.joined(who, at, 'victim', 'standard'),
];

/** The first arrests of nobody who is named are one, if both cases have one. */
export function sameArrests(from: readonly PastFact[], into: readonly PastFact[]): Record<string, string> {
  const isVoided = (id: string, all: readonly PastFact[]) =>
    all.some(({ fact }) => fact.type === 'MilestoneVoided' && fact.data.milestoneId === id);
  const arrest = (all: readonly PastFact[]) =>
    all
      .map(({ fact }) => fact.data as any)
      .find(({ type, suspect, milestoneId }) => type === 'suspect-arrested' && !suspect && !isVoided(milestoneId, all))
      ?.milestoneId;
  const [one, other] = [arrest(from), arrest(into)];
  return one && other ? { [one]: other } : {};
}

/** Both cases of a pair, and what was recorded since the one was merged into the other. */
export function livedTogether({
  start,
  gap,
  isFirst,
  kinds,
  after,
  atMonth,
  isBefore,
  areSame,
  ...steps
}: Pair): TwoCases & { readonly now: Instant } {
  const later = plus(start, gap * hour);
  const [a, b] = isFirst ? [start, later] : [later, start];
  const [theirs, ours] = [
    openingOf(a, 'c2', 'her', kinds[0] as 'crime'),
    openingOf(b, 'c1', 'vic', kinds[1] as 'crime'),
  ];
  const from = lived(steps.from, { given: theirs, who: 'her', prefix: 'a', start: a, elsewhere: [], brought: [] });
  const into = lived(steps.into, { given: ours, who: 'vic', prefix: 'b', start: b, elsewhere: from.all, brought: [] });
  const once = plus(from.now > into.now ? from.now : into.now, after * hour + 1);
  const month = atMonth && monthAfter(plus(once, 1), atMonth === 'from' ? a : b);
  const at = month ? plus(month, isBefore ? -1 : 0) : once;
  const milestones = areSame ? sameArrests(from.all, into.all) : {};
  const merged = {
    given: into.all,
    who: 'vic',
    prefix: 's',
    start: at,
    since: b,
    elsewhere: from.all,
    brought: from.all,
    same: milestones,
  };
  const since = lived(steps.since, merged);
  return {
    from: from.all,
    into: into.all,
    at,
    asked: { participants: { her: 'vic' }, milestones },
    since: since.all.slice(into.all.length),
    now: plus(since.now, steps.end * hour),
  };
}
