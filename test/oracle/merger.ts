import type { Instant, LocalDate } from '@kept-informed/calendar';
import {
  caseOf,
  deaths,
  higherOf,
  inverse,
  isRightOf,
  naming,
  numbered,
  overWith,
  rightSince,
  shorterOf,
  told,
  toldSince,
  withRight,
} from './brought.js';
import { broughtUndecided, disputedBy, undecided } from './disputes.js';
import type { Duty } from './duty.js';
import {
  cameAlong,
  of,
  people,
  planEnds,
  plans,
  type Absorbed,
  type Fact,
  type History,
  type OtherCase,
} from './history.js';
import { londonDate } from './london.js';
import { claims, type Claim } from './promises.js';

type Read = (history: History) => Duty[];

/** The cases that had been merged into one as far as its facts go. */
export function absorbedBy({ absorbed = [], ...history }: History): readonly Absorbed[] {
  return absorbed.filter((one) => mergerOf(one, history) !== undefined);
}

const mergerOf = ({ there }: Absorbed, history: History): Fact | undefined =>
  of('CaseAbsorbed', history).find(({ data }) => data.caseId === caseOf(there));

/** What a case knows an opening or a milestone as that it was found to have twice when another was merged into it. */
function knownAs(id: string, history: History): string {
  for (const { there, same } of history.absorbed ?? []) {
    const known = knownAs(id, there);
    if (known === caseOf(there)) return caseOf(history);
    if (same[known] !== undefined) return same[known];
  }
  return id;
}

/**
 * How both cases stood as they were merged, and what of that gives way: of what is the same in both, what is due later. What is
 * put right since of the contacts of the case that was merged is judged there as it is put right, and changes no decision.
 */
function standing(here: History, { at, there, same }: Absorbed, read: Read, since: readonly Fact[]) {
  const right = rightSince(there, since, same);
  const [ours, theirs] = [read({ ...here, now: at }), read({ ...there, now: at })];
  const nameHere = (id: string) => knownAs(id, here);
  const sameAs = (id: string) => {
    const known = knownAs(id, there);
    return known === caseOf(there) ? caseOf(here) : knownAs(same[id] ?? same[known] ?? known, here);
  };
  const running = new Map(theirs.flatMap((duty) => (runs(duty, there) ? [[nameOf(duty, sameAs), duty] as const] : [])));
  const pairs = ours.flatMap((duty) => {
    const other = runs(duty, here) ? running.get(nameOf(duty, nameHere)) : undefined;
    return other ? [[duty, other] as const] : [];
  });
  const giveWay = new Set(pairs.map(([our, their]) => (isFirst(our, their) ? their : our)));
  const stays = new Set(theirs.flatMap((one) => (runs(one, there) && !giveWay.has(one) ? [nameOf(one, sameAs)] : [])));
  const isCeded = (duty: Duty) => !recurs(duty, here) && stays.has(nameOf(duty, nameHere));
  if (right.length === 0) return { ours, theirs, giveWay, isCeded, isOver: () => false, judged: theirs };
  const judged = read({ ...withRight(there, right), now: at });
  const lost = new Set(theirs.filter((duty) => giveWay.has(duty)).map(prefixOf));
  const named = (duty: Duty) => [prefixOf(duty), duty] as const;
  const last = new Map(judged.filter((duty) => isFollowedUp(duty, there)).map(named));
  const known = new Map([...judged.filter((duty) => !recurs(duty, there)).map(named), ...last]);
  for (const [prefix, duty] of known) if (lost.has(prefix)) giveWay.add(duty);
  // What is owed by what is known since alone goes on up to the merger, and no longer where the other had owed the same.
  const about = (duty: Duty, same: (id: string) => string) =>
    isSeries(duty, there) ? seriesOf(duty) : nameOf(duty, same);
  const decided = new Set(theirs.flatMap((duty) => (runs(duty, there) ? [about(duty, sameAs)] : [])));
  const owedHere = new Set(ours.flatMap((duty) => [seriesOf(duty), nameOf(duty, nameHere)]));
  const isNew = (duty: Duty) => !decided.has(about(duty, sameAs)) && owedHere.has(about(duty, sameAs));
  const isOver = (duty: Duty) => last.get(prefixOf(duty)) === duty && isNew(duty);
  return { ours, theirs, giveWay, isCeded, isOver, judged };
}

/** What is owed once as it stands, disputed or not; which period of a series is current follows from what was recorded. */
const asItStands =
  (read: Read): Read =>
  (history) => [
    ...read(history).filter((duty) => recurs(duty, history)),
    ...undecided(history, read).filter((duty) => !recurs(duty, history)),
  ];

/** The current one of a series that is one of the promise, and of no plan. */
const isSeries = (duty: Duty, history: History): boolean =>
  recurs(duty, history) && !isAgreed(duty, history) && runs(duty, history);

/**
 * What the case that was merged owes from then on: nothing that is open or missed, and nothing that gave way. `since`: what was
 * recorded of the other case after the merger, by now.
 */
export function left(
  here: History,
  absorbed: Absorbed,
  read: Read,
  since: readonly Fact[] = [],
  now = absorbed.at,
): Duty[] {
  const { at, there, same } = absorbed;
  const right = rightSince(there, since, same);
  const { judged, giveWay, theirs } = standing(here, absorbed, read, since);
  const wereDisputed = new Set(theirs.filter(({ disputed }) => disputed).map(({ key }) => key));
  const decided = since.filter(({ type }) => type === 'DisputeDecided');
  const merging = { ...withRight(there, [gaveWayIn(here, at), ...right, ...decided]), now };
  const isGivenWay = new Set(judged.flatMap((duty) => (giveWay.has(duty) ? [duty.key] : [])));
  const gaveWay = (duty: Duty) => ({ ...ended(duty, at), disputed: duty.disputed && wereDisputed.has(duty.key) });
  return read(merging).map((duty) => (isGivenWay.has(duty.key) ? gaveWay(duty) : duty));
}

const gaveWayIn = (into: History, at: Instant): Fact => ({
  type: 'CaseMerged',
  data: { into: caseOf(into), participants: {} },
  occurred: at,
  recorded: at,
  by: '',
  version: 0,
});

/** Two cases that became one, each gone on with as though it had stayed apart. */
interface GoneOn {
  readonly at: Instant;
  /** The one as it was by then, as it went on, and how it stood. */
  readonly here: History;
  readonly ours: History;
  readonly stood: readonly Duty[];
  /** The same where it gave way by then, with what was recorded later of what was before. */
  readonly left: History;
  readonly there: History;
  readonly theirs: History;
  readonly stoodThere: readonly Duty[];
  readonly giveWay: ReadonlySet<Duty>;
  /** What of the other runs on, and of which promises that is a series. */
  readonly running: ReadonlySet<string>;
  readonly seriesRunning: ReadonlySet<string>;
  /** What is owed once, and is one with what of the other goes on. */
  readonly isCeded: (duty: Duty) => boolean;
}

function goneOn(history: History, read: Read): GoneOn {
  const all = history.absorbed!;
  const absorbed = all.at(-1)!;
  const { at, there, same } = absorbed;
  const merger = mergerOf(absorbed, history)!;
  const facts = history.facts.filter(({ version }) => version < merger.version);
  const here: History = { ...history, absorbed: all.slice(0, -1), typed: undefined, facts, now: at };
  const since = history.facts.filter((fact) => fact.version > merger.version && !cameAlong(fact));
  const back = inverse(same);
  const right = rightSince(there, since, same);
  // A death that both cases know is taken back in both.
  const isOnlyTheirs = (fact: Fact) => isRightOf(there, fact) && fact.type !== 'ParticipantDetailsCorrected';
  const elsewhere = since.map(naming(back)).filter((fact) => !isOnlyTheirs(fact));
  const judged = withRight(there, right);
  const joining = [...of('ParticipantAdded', there), ...of('EntitlementAssessed', there)].filter(
    ({ data }) => !isAmong(here, data.participantId),
  );
  const over = [...overWith(merger, here, there), ...shorterOf(merger, here, there)];
  const gaveWay = { ...gaveWayIn(there, at), version: merger.version };
  // What is put right since may have been before.
  const isKnown = ({ type, occurred }: Fact) =>
    occurred < at || /^(MilestoneVoided|ReceiptCame|ParticipantDetailsCorrected|Contact.*)$/.test(type);
  const known = since.filter((fact) => fact.brought === undefined && isKnown(fact));
  const goOn = (
    own: History,
    brought: readonly Fact[],
    after: readonly Fact[],
    apart: Omit<OtherCase, 'since'>,
  ): History => ({
    ...history,
    absorbed: own.absorbed,
    typed: undefined,
    apart: { since: at, ...apart },
    facts: [
      ...own.facts,
      ...[{ ...merger, type: 'CasesTogether', data: {} }, ...brought].map((fact) => ({ ...fact, brought: at })),
      ...after,
    ].map(numbered),
    merging: [...(history.merging ?? []), at],
  });
  const {
    ours: stood,
    theirs,
    judged: stoodThere,
    giveWay,
    isCeded,
    isOver,
  } = standing(here, absorbed, asItStands(read), since);
  // What was over, and is found since never to have been, is voided where it was.
  const wereFollowedUp = new Set(theirs.filter((duty) => isFollowedUp(duty, there)).map(({ key }) => key));
  const isStill = (duty: Duty) => runs(duty, there) || wereFollowedUp.has(duty.key);
  const goesOn = (duty: Duty) => isFollowedUp(duty, there) && isStill(duty) && !giveWay.has(duty) && !isOver(duty);
  const seriesRunning = new Set(
    [...theirs, ...stoodThere].filter((duty) => isSeries(duty, there) && goesOn(duty)).map(seriesOf),
  );
  // That of a plan that holds goes on, whether anything of it is current or not.
  const held = new Set(plans(there).flatMap((plan) => (planEnds(plan, there).at > at ? [plan.id] : [])));
  const agreedThere = new Set(plans(there).map(({ id }) => id));
  const runsThere: OtherCase['runs'] = (commitment, person, trigger) =>
    agreedThere.has(trigger) || seriesRunning.has(`${commitment} ${person}`);
  const ours: History = goOn(
    here,
    [...joining, ...told(there, at, same), ...deaths(merger, there, here), ...over, ...higherOf(merger, here, there)],
    since.map(naming(same)),
    { isFollowedUp: false, runs: runsThere, history: () => goneOnThere },
  );
  const goneOnThere: History = goOn(
    judged,
    [...told(here, at, back), ...deaths(merger, here, there), ...over, ...higherOf(merger, there, here)],
    elsewhere.flatMap(toldSince(at)),
    { isFollowedUp: true, runs: (...one) => !runsThere(...one), history: () => ours },
  );
  return {
    at,
    here,
    left: { ...here, facts: [...here.facts, gaveWay, ...known].map(numbered), now: history.now },
    ours,
    stood,
    there,
    theirs: goneOnThere,
    stoodThere,
    giveWay,
    running: new Set([
      ...stoodThere.filter(goesOn).map(prefixOf),
      ...claims(there).flatMap((claim) => (held.has(claim.trigger.id) ? [promiseOf(claim)] : [])),
    ]),
    seriesRunning,
    isCeded,
  };
}

/**
 * rules.md, Mergers: each case is read on as though it had stayed apart, with the other's contacts as
 * contacts recorded at the merger. Of what is the same in both the one due first stays, and the other is superseded.
 */
export function merged(history: History, read: Read): Duty[] {
  const both = goneOn(history, read);
  const { at, there, giveWay, running } = both;
  const gone = new Set(both.stood.filter((duty) => giveWay.has(duty)).map(prefixOf));
  const before = new Map([...disputedBy(there, read), ...both.stoodThere].map((duty) => [duty.key, duty]));
  // What was over in a series stays where it was; what is owed once is followed up here, met or not.
  const isOfTheirs = (duty: Duty) => {
    const stood = before.get(duty.key);
    return running.has(prefixOf(duty)) && (stood === undefined || isFollowedUp(stood, there));
  };
  // A series has one current duty: where theirs runs on, ours is over.
  const isLeft = (duty: Duty) =>
    gone.has(prefixOf(duty)) ||
    (isOwn(prefixOf(duty), both) && (both.seriesRunning.has(seriesOf(duty)) || both.isCeded(duty)));
  const isOfOurs = (duty: Duty) => isOwn(prefixOf(duty), both) && !isLeft(duty);
  const isGivenWay = new Set([...giveWay].map(({ key }) => key));
  const gaveWay = (duty: Duty) => (isGivenWay.has(duty.key) && !recurs(duty, history) ? ended(duty, at) : duty);
  return [
    ...read(both.ours).filter(isOfOurs),
    ...read(both.left).filter(isLeft).map(gaveWay),
    ...broughtUndecided(there, both.theirs, read).filter(isOfTheirs),
  ];
}

/** Whether something is owed because of what was recorded here, or to whom both know. */
function isOwn(prefix: string, { here, there }: Pick<GoneOn, 'here' | 'there'>): boolean {
  const [, person, trigger] = prefix.split(' ') as [string, string, string];
  return !isIn(there, trigger) && (!isIn(here, trigger) || isAmong(here, person));
}

/** Of which series there are days, and which of them: one series of one of two cases that became one. */
export interface Stretch {
  readonly history: History;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Commitment, participant and trigger. */
  readonly isOf: (prefix: string) => boolean;
}

/** rules.md, Mergers and Coverage: until a merger each case has its own days, from then on what runs on has them, once. */
export function stretches(history: History, from: LocalDate, to: LocalDate, read: Read): Stretch[] {
  const both = goneOn(history, read);
  const merger = londonDate(both.at);
  const [until, since] = [to < merger ? to : merger, from > merger ? from : merger];
  const gone = new Set(both.stood.filter((duty) => both.giveWay.has(duty)).map(prefixOf));
  const isCeded = (prefix: string) => both.seriesRunning.has(prefix.split(' ').slice(0, 2).join(' '));
  const isOurs = (prefix: string) => !gone.has(prefix) && isOwn(prefix, both);
  return [
    { history: both.left, from, to: until, isOf: (prefix) => gone.has(prefix) },
    { history: both.left, from, to: until, isOf: (prefix) => isOurs(prefix) && isCeded(prefix) },
    { history: both.ours, from, to, isOf: (prefix) => isOurs(prefix) && !isCeded(prefix) },
    { history: both.theirs, from: since, to, isOf: (prefix) => both.running.has(prefix) },
  ];
}

const partsOf = ({ key }: Duty) => key.split(' ') as [string, string, string, string, string];
const prefixOf = (duty: Duty): string => partsOf(duty).slice(0, 3).join(' ');
const seriesOf = (duty: Duty): string => partsOf(duty).slice(0, 2).join(' ');
const isIn = ({ facts }: History, id: string): boolean => facts.some(({ data }) => Object.values(data).includes(id));
const isAmong = (history: History, id: string): boolean => people(history).some((one) => one.id === id);

/** What a duty is about: openings are the same, and milestones that are said to be. */
function nameOf(duty: Duty, sameAs: (id: string) => string): string {
  const [commitment, person, trigger] = partsOf(duty);
  return [commitment, person, sameAs(trigger)].join(' ');
}

/** What two cases can have in common: the current one of a series; of what does not recur what is owed, met or not. */
function runs(duty: Duty, history: History): boolean {
  const { status, forGood } = duty;
  if (recurs(duty, history)) return ['open', 'paused', 'missed'].includes(status) && !forGood;
  return status !== 'voided' && status !== 'superseded';
}

/** What goes on in the other case: that too of what was found never to have been, so that it is seen there. */
const isFollowedUp = (duty: Duty, history: History): boolean =>
  runs(duty, history) || (duty.status === 'voided' && !recurs(duty, history));

const promiseOf = ({ commitment, person, trigger }: Claim): string => [commitment.id, person.id, trigger.id].join(' ');

const isAgreed = (duty: Duty, { catalogue }: History): boolean =>
  catalogue.find(({ id }) => id === partsOf(duty)[0])!.limit === 'agreed';

const recurs = (duty: Duty, { catalogue }: History): boolean =>
  catalogue.find(({ id }) => id === partsOf(duty)[0])!.recurs !== 'no';

/** Of two due at once that of the case stays in which both are followed up from then on. */
const isFirst = (our: Duty, their: Duty): boolean => (our.dueAt ?? '9999') <= (their.dueAt ?? '9999');

function ended(duty: Duty, at: Instant): Duty {
  const stood = duty.missed ? 'missed' : null;
  const over = { status: 'superseded', stood, endedAt: at, endedKnown: at } as const;
  return { ...duty, ...over, forGood: false, recordedLate: false, metBy: null, doneAt: null };
}
