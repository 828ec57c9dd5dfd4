import type { Instant, LocalDate } from '@kept-informed/calendar';
import { idOf } from '@kept-informed/decisions';
import type { Duty } from './duty.js';
import { of, people, type Absorbed, type Fact, type History } from './history.js';
import { later, londonDate } from './london.js';

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

/** How both cases stood as they were merged, and what of that gives way: of what is the same in both, what is due later. */
function standing(here: History, { at, there, same }: Absorbed, read: Read) {
  const [ours, theirs] = [read({ ...here, now: at }), read({ ...there, now: at })];
  const nameHere = (id: string) => knownAs(id, here);
  const sameAs = (id: string) => {
    const known = knownAs(id, there);
    return known === caseOf(there) ? caseOf(here) : knownAs(same[id] ?? same[known] ?? known, here);
  };
  const named = new Map(theirs.flatMap((duty) => (runs(duty, there) ? [[nameOf(duty, sameAs), duty] as const] : [])));
  const pairs = ours.flatMap((duty) => {
    const other = runs(duty, here) ? named.get(nameOf(duty, nameHere)) : undefined;
    return other ? [[duty, other] as const] : [];
  });
  return { ours, theirs, giveWay: new Set(pairs.map(([our, their]) => (isFirst(our, their) ? their : our))) };
}

/** What the case that was merged owes from then on: nothing that is open or missed, and nothing that gave way. */
export function left(here: History, absorbed: Absorbed, read: Read): Duty[] {
  const { theirs, giveWay } = standing(here, absorbed, read);
  const { at, there } = absorbed;
  // What is over only by what disputes it goes on, for that is decided in the other case.
  const doubts = ({ type, occurred, recorded }: Fact) =>
    type === 'MilestoneVoided' || (type === 'OptedOut' && occurred < recorded);
  const undoubted = (): Duty[] => {
    const facts = there.facts.filter((fact) => !doubts(fact));
    return facts.length < there.facts.length ? read({ ...there, facts, now: at }) : theirs;
  };
  const isUndecided = (duty: Duty) =>
    duty.disputed && !recurs(duty, there) && undoubted().some(({ key, forGood }) => key === duty.key && !forGood);
  const isOver = (duty: Duty) =>
    giveWay.has(duty) || (['open', 'paused', 'missed'].includes(duty.status) && (!duty.forGood || isUndecided(duty)));
  return theirs.map((duty) => (isOver(duty) ? ended(duty, at) : duty));
}

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
}

function goneOn(history: History, read: Read): GoneOn {
  const all = history.absorbed!;
  const absorbed = all.at(-1)!;
  const { at, there, same } = absorbed;
  const merger = mergerOf(absorbed, history)!;
  const facts = history.facts.filter(({ version }) => version < merger.version);
  const here: History = { ...history, absorbed: all.slice(0, -1), typed: undefined, facts, now: at };
  const since = history.facts.filter(({ version, data }) => version > merger.version && !data.carriedFrom);
  const back = Object.fromEntries(Object.entries(same).map(([theirs, ours]) => [ours, theirs]));
  const joining = of('ParticipantAdded', there).filter(({ data }) => !isAmong(here, data.participantId));
  const over = overWith(merger, here, there);
  const gaveWay: Fact = { ...merger, type: 'CaseMerged', data: { into: caseOf(there), participants: {} } };
  const known = since.filter(
    ({ occurred, type, brought }) => brought === undefined && (occurred < at || type === 'MilestoneVoided'),
  );
  const goOn = (own: History, brought: readonly Fact[], names: Names): History => ({
    ...history,
    absorbed: own.absorbed,
    typed: undefined,
    facts: [
      ...own.facts,
      ...[{ ...merger, type: 'CasesTogether', data: {} }, ...brought].map((fact) => ({ ...fact, brought: at })),
      ...since.map(naming(names)).map(own === here ? (fact) => fact : toldSince(at)),
    ].map(numbered),
    merging: [...(history.merging ?? []), at],
  });
  const { ours: stood, theirs: stoodThere, giveWay } = standing(here, absorbed, read);
  const running = stoodThere.filter((duty) => isFollowedUp(duty, there) && !giveWay.has(duty));
  return {
    at,
    here,
    left: { ...here, facts: [...here.facts, gaveWay, ...known].map(numbered), now: history.now },
    ours: goOn(here, [...joining, ...told(there, at, same), ...over], same),
    stood,
    there,
    theirs: goOn(there, [...told(here, at, back), ...over], back),
    stoodThere,
    giveWay,
    running: new Set(running.map(prefixOf)),
    seriesRunning: new Set(running.filter((duty) => recurs(duty, here)).map(seriesOf)),
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
  const before = new Map(both.stoodThere.map((duty) => [duty.key, duty]));
  // What was over in a series stays where it was; what is owed once is followed up here, met or not.
  const isOfTheirs = (duty: Duty) => {
    const stood = before.get(duty.key);
    return running.has(prefixOf(duty)) && (stood === undefined || isFollowedUp(stood, there));
  };
  // A series has one current duty: where theirs runs on, ours is over.
  const isLeft = (duty: Duty) =>
    gone.has(prefixOf(duty)) || (isOwn(prefixOf(duty), both) && both.seriesRunning.has(seriesOf(duty)));
  const isOfOurs = (duty: Duty) => isOwn(prefixOf(duty), both) && !isLeft(duty);
  const isGivenWay = new Set([...giveWay].map(({ key }) => key));
  const gaveWay = (duty: Duty) => (isGivenWay.has(duty.key) && !recurs(duty, history) ? ended(duty, at) : duty);
  return [
    ...read(both.ours).filter(isOfOurs),
    ...read(both.left).filter(isLeft).map(gaveWay),
    ...read(both.theirs).filter(isOfTheirs),
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

type Names = Readonly<Record<string, string>>;

/** What names one of two milestones that are the same names both, and what voids the one voids both (rules.md, Mergers). */
const naming =
  (names: Names) =>
  (fact: Fact): Fact => {
    const milestoneIds = fact.data.milestoneIds?.map((id: string) => names[id] ?? id);
    if (milestoneIds) return { ...fact, data: { ...fact.data, milestoneIds } };
    const known = fact.type === 'MilestoneVoided' ? names[fact.data.milestoneId] : undefined;
    return known === undefined ? fact : { ...fact, data: { ...fact.data, milestoneId: known } };
  };

/**
 * What is recorded after a merger of what was before it is a fact of the case in which it is recorded: to what the other
 * case brought it is what else was brought, and counts for what is current, or changes nothing that was before the merger.
 */
const toldSince =
  (at: Instant) =>
  (fact: Fact): Fact => {
    if (fact.brought !== undefined || (fact.occurred >= at && fact.type !== 'MilestoneVoided')) return fact;
    return { ...fact, brought: at, ...(fact.type === 'OptedOut' && { occurred: at }) };
  };

const numbered = (fact: Fact, index: number): Fact => ({ ...fact, version: index + 1 });
const partsOf = ({ key }: Duty) => key.split(' ') as [string, string, string, string, string];
const prefixOf = (duty: Duty): string => partsOf(duty).slice(0, 3).join(' ');
const seriesOf = (duty: Duty): string => partsOf(duty).slice(0, 2).join(' ');
const caseOf = (history: History): string => of('CaseOpened', history)[0]!.data.caseId;
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

const recurs = (duty: Duty, { catalogue }: History): boolean =>
  catalogue.find(({ id }) => id === partsOf(duty)[0])!.recurs !== 'no';

/** Of two due at once that of the case stays in which both are followed up from then on. */
const isFirst = (our: Duty, their: Duty): boolean => (our.dueAt ?? '9999') <= (their.dueAt ?? '9999');

function ended(duty: Duty, at: Instant): Duty {
  const stood = duty.missed ? 'missed' : null;
  const over = { status: 'superseded', stood, endedAt: at, endedKnown: at } as const;
  return { ...duty, ...over, forGood: false, recordedLate: false, metBy: null, doneAt: null };
}

/** rules.md, Mergers: of wishes on one scope the latest holds, so those before it end with the merger. */
function overWith(merger: Fact, here: History, there: History): Fact[] {
  const [said, back] = ['OptedOut', 'OptedBackIn'].map((type) => [...of(type, here), ...of(type, there)]) as [
    Fact[],
    Fact[],
  ];
  const against = (wish: Fact) => back.find(({ data }) => data.optOutId === wish.data.optOutId);
  const lastSaid = (wish: Fact) => later(wish.occurred, against(wish)?.occurred ?? wish.occurred);
  const isOver = (wish: Fact) =>
    said.some(
      (other) =>
        other.data.scope === wish.data.scope &&
        other.data.participantId === wish.data.participantId &&
        lastSaid(other) > wish.occurred &&
        other !== wish,
    );
  return said
    .filter((wish) => !against(wish) && isOver(wish))
    .map((wish) => {
      const { optOutId } = wish.data;
      const data = { optOutId, optInId: idOf('merged', caseOf(there), optOutId) };
      return { ...merger, type: 'OptedBackIn', data };
    });
}

/** What was recorded of contacts, milestones and wishes, as it is recorded where it is brought: what is the same there by its name there. */
function told({ facts }: History, at: Instant, same: Names): Fact[] {
  return (
    facts
      .filter(({ type }) => /^Contact(Made|Attempted|Corrected|StruckOut)$|^ReceiptCame$|^Milestone|^Opted/.test(type))
      .map(naming(same))
      // A wish changes nothing that was before it was brought.
      .map((fact) => (fact.type === 'OptedOut' ? { ...fact, occurred: later(fact.occurred, at) } : fact))
      .map((fact) => ({ ...fact, recorded: at, data: { ...fact.data, firstRecorded: at, carriedFrom: undefined } }))
  );
}
