import type { Instant } from '@kept-informed/calendar';
import { idOf } from '@kept-informed/decisions';
import type { Duty } from './duty.js';
import { of, people, type Absorbed, type Fact, type History } from './history.js';
import { later } from './london.js';

type Read = (history: History) => Duty[];

/** How both cases stood as they were merged, and what of that gives way: of what is the same in both, what is due later. */
function standing(here: History, { at, there, same }: Absorbed, read: Read) {
  const [ours, theirs] = [read({ ...here, now: at }), read({ ...there, now: at })];
  const sameAs = (id: string) => (id === caseOf(there) ? caseOf(here) : (same[id] ?? id));
  const named = new Map(theirs.flatMap((duty) => (runs(duty, there) ? [[nameOf(duty, sameAs), duty] as const] : [])));
  const pairs = ours.flatMap((duty) => {
    const other = runs(duty, here) ? named.get(nameOf(duty, (id) => id)) : undefined;
    return other ? [[duty, other] as const] : [];
  });
  return { ours, theirs, giveWay: new Set(pairs.map(([our, their]) => (isFirst(our, their) ? their : our))) };
}

/** What the case that was merged owes from then on: nothing that is open or missed, and nothing that gave way. */
export function left(here: History, absorbed: Absorbed, read: Read): Duty[] {
  const { theirs, giveWay } = standing(here, absorbed, read);
  const isOver = (duty: Duty) =>
    giveWay.has(duty) || (['open', 'paused', 'missed'].includes(duty.status) && !duty.forGood);
  return theirs.map((duty) => (isOver(duty) ? ended(duty, absorbed.at) : duty));
}

/**
 * rules.md, Mergers: each case is read on as though it had stayed apart, with the other's contacts as
 * contacts recorded at the merger. Of what is the same in both the one due first stays, and the other is superseded.
 */
export function merged(history: History, absorbed: Absorbed, read: Read): Duty[] {
  const { at, there, same } = absorbed;
  const merger = of('CaseAbsorbed', history)[0]!;
  const facts = history.facts.filter(({ version }) => version < merger.version);
  const here: History = { ...history, absorbed: undefined, typed: undefined, facts, now: at };
  const since = history.facts.filter(({ version, data }) => version > merger.version && !data.carriedFrom);
  const back = Object.fromEntries(Object.entries(same).map(([theirs, ours]) => [ours, theirs]));
  const joining = of('ParticipantAdded', there).filter(({ data }) => !isAmong(here, data.participantId));
  const { ours, theirs, giveWay } = standing(here, absorbed, read);
  const over = overWith(merger, here, there);
  const goOn = (own: History, brought: Brought, stood: readonly Duty[], isOwn: (duty: Duty) => boolean) => {
    const after = since.map(naming(brought.names));
    const going = {
      ...history,
      absorbed: undefined,
      typed: undefined,
      facts: [...own.facts, ...brought.facts, ...after].map(numbered),
    };
    const merging = {
      at,
      before: own,
      theirs: new Set(brought.facts.map(({ data }) => data.contactId ?? data.milestoneId)),
    };
    const gone = new Set(stood.filter((duty) => giveWay.has(duty)).map(prefixOf));
    return [
      ...read({ ...going, merging }).filter((duty) => isOwn(duty) && !gone.has(prefixOf(duty))),
      ...stood.filter((duty) => gone.has(prefixOf(duty))).map((duty) => (giveWay.has(duty) ? ended(duty, at) : duty)),
    ];
  };
  const stood = new Map(theirs.map((duty) => [duty.key, duty]));
  const running = new Set(theirs.filter((duty) => runs(duty, there) && !giveWay.has(duty)).map(prefixOf));
  // What was over in a series stays where it was; what is owed once is followed up here, met or not.
  const isOfTheirs = (duty: Duty) => {
    const before = stood.get(duty.key);
    return running.has(prefixOf(duty)) && (before === undefined || runs(before, there));
  };
  const known = new Set(ours.map(({ key }) => key));
  const seriesOf = (duty: Duty) => partsOf(duty).slice(0, 2).join(' ');
  const goesOn = new Set(theirs.filter((duty) => running.has(prefixOf(duty)) && recurs(duty, here)).map(seriesOf));
  // A series has one current duty: where theirs runs on, ours does not begin again beside it.
  const isOfOurs = (duty: Duty) =>
    !isIn(there, triggerOf(duty)) &&
    (!isIn(here, triggerOf(duty)) || isAmong(here, personOf(duty))) &&
    (known.has(duty.key) || !goesOn.has(seriesOf(duty)));
  return [
    ...goOn(here, { facts: [...joining, ...told(there, at, same), ...over], names: same }, ours, isOfOurs),
    ...goOn({ ...there, now: at }, { facts: [...told(here, at, back), ...over], names: back }, [], isOfTheirs),
  ];
}

/** What one case goes on with of the other, and by which names it knows the milestones that are the same. */
interface Brought {
  readonly facts: readonly Fact[];
  readonly names: Readonly<Record<string, string>>;
}

/** What names one of two milestones that are the same names both (rules.md, Mergers). */
const naming =
  (names: Readonly<Record<string, string>>) =>
  (fact: Fact): Fact => {
    const milestoneIds = fact.data.milestoneIds?.map((id: string) => names[id] ?? id);
    return milestoneIds ? { ...fact, data: { ...fact.data, milestoneIds } } : fact;
  };

const numbered = (fact: Fact, index: number): Fact => ({ ...fact, version: index + 1 });
const partsOf = ({ key }: Duty) => key.split(' ') as [string, string, string, string, string];
const personOf = (duty: Duty): string => partsOf(duty)[1];
const triggerOf = (duty: Duty): string => partsOf(duty)[2];
const prefixOf = (duty: Duty): string => partsOf(duty).slice(0, 3).join(' ');
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
function told({ facts }: History, at: Instant, same: Readonly<Record<string, string>>): Fact[] {
  return (
    facts
      .filter(({ type }) => /^Contact(Made|Attempted|Corrected|StruckOut)$|^ReceiptCame$|^Milestone|^Opted/.test(type))
      .map(naming(same))
      // A wish changes nothing that was before it was brought.
      .map((fact) => (fact.type === 'OptedOut' ? { ...fact, occurred: later(fact.occurred, at) } : fact))
      .map((fact) => ({ ...fact, recorded: at, data: { ...fact.data, firstRecorded: at } }))
  );
}
