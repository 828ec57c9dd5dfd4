import type { Instant } from '@kept-informed/calendar';
import type { Duty } from './duty.js';
import { cameAlong, inOrder, of, type Fact, type History } from './history.js';

/** A duty that something recorded after its due instant says should stand otherwise. */
interface Dispute {
  readonly key: string;
  /** The versions of what says so, all recorded at one instant. */
  readonly because: readonly number[];
  readonly at: Instant;
  readonly stood: 'missed' | 'met-late';
  /** It says that somebody else was answerable, and nothing more. */
  readonly moves: boolean;
  /** It has nothing to say any more, and leaves its duty as what is refused does. */
  readonly over?: true;
}

type Read = (history: History) => Duty[];

/** rules.md, Corrections: every recording is read by what it does to a duty that had fallen due by then. */
export function undecided(history: History, read: Read): Duty[] {
  return held(history, disputesIn(history, read), read);
}

function disputesIn(history: History, read: Read): Dispute[] {
  let found: readonly Dispute[] = [];
  for (const at of [...new Set(history.facts.map(({ recorded }) => recorded))].sort()) {
    const now = history.facts.filter(({ recorded, type }) => recorded === at && type !== 'DisputeDecided');
    const merges = now.some(({ type }) => type === 'CaseMerged' || type === 'CaseAbsorbed');
    if (now.length === 0 || merges || !history.facts.some(({ recorded }) => recorded < at)) continue;
    const recorded = asOf(history, at);
    const doubts = now.filter((fact) => questions(fact) || rulesOnTheirOwn(fact, recorded));
    const more = doubts.length > 0 ? raised(doubts, recorded, found, read) : [];
    found = [...lookedAt(found, more, recorded, read), ...more];
  }
  return [...found];
}

/** rules.md, Disputes: those of before, looked at one after the other, after what was recorded last. */
function lookedAt(before: readonly Dispute[], more: readonly Dispute[], recorded: History, read: Read): Dispute[] {
  const left = [...before];
  for (const [index, dispute] of before.entries()) {
    const others = left.filter((_, other) => other !== index);
    if (isUndone(dispute, [...others, ...more], recorded, read)) left[index] = { ...dispute, over: true };
  }
  return left;
}

/** With what raised it and without, it stands as lost alike. What was refused stays refused. */
function isUndone(dispute: Dispute, others: readonly Dispute[], recorded: History, read: Read): boolean {
  if (decisionOn(dispute, recorded) === false) return false;
  const without = leaving(recorded, new Set(dispute.because));
  const said = leaving(recorded, new Set(dispute.because.filter((version) => isNobodysWish(version, recorded))));
  const [stood, stands] = [without, said].map((history) =>
    held(history, others, read).find(({ key }) => key === dispute.key),
  );
  const isMerged = of('CaseMerged', recorded).length > 0;
  const isGone = isMerged && stood?.status === 'superseded' && stood.stood === 'missed';
  if (!stood || !(isLost(stood, recorded.now) || isGone)) return false;
  if (dispute.moves) return stands !== undefined && ownerOf(stood, without) === ownerOf(stood, recorded);
  return !isBetter(stood, stands, isMerged);
}

/** rules.md, Voided opt-outs: one that never was theirs says nothing. */
const isNobodysWish = (version: number, history: History): boolean => {
  const wish = history.facts.find((fact) => fact.version === version)!;
  return (
    wish.type === 'OptedOut' && of('OptOutVoided', history).some(({ data }) => data.optOutId === wish.data.optOutId)
  );
};

/**
 * rules.md, Mergers: what was disputed of a case by its merger stays so where it is owed on, whose facts are those of that case first and
 * what came since after them.
 */
export function broughtUndecided(there: History, goneOn: History, read: Read): Duty[] {
  const known = disputesOnce(there, read);
  const placeOf = (version: number) => there.facts.findIndex((fact) => fact.version === version) + 1;
  // What is current of a series is due by where that was.
  const isOwedOn = ({ key, moves }: Dispute) => moves || !recurs(key, there);
  const placed = known
    .filter(isOwedOn)
    .map(({ because, ...dispute }) => ({ ...dispute, because: because.map(placeOf) }));
  return held(goneOn, lookedAtSince(there.now, placed, goneOn, read), read);
}

/** What a merger brought, looked at after all that was recorded since. */
function lookedAtSince(merger: Instant, placed: readonly Dispute[], goneOn: History, read: Read): readonly Dispute[] {
  if (placed.length === 0) return placed;
  const since = goneOn.facts.filter(({ recorded, type }) => recorded > merger && type !== 'DisputeDecided');
  return [...new Set(since.map(({ recorded }) => recorded))]
    .sort()
    .reduce((left, at) => lookedAt(left, [], asOf(goneOn, at), read), placed);
}

/** Of what a case owes what is or was disputed, as it stands. */
export function disputedBy(history: History, read: Read): Duty[] {
  const known = disputesOnce(history, read);
  const keys = new Set(known.map(({ key }) => key));
  return known.length === 0 ? [] : held(history, known, read).filter(({ key }) => keys.has(key));
}

function disputesOnce(history: History, read: Read): readonly Dispute[] {
  const known = found.get(history) ?? disputesIn(history, read);
  found.set(history, known);
  return known;
}

const found = new WeakMap<History, readonly Dispute[]>();

/** What was recorded last, some of it doubtful, disputes of what had been lost by then. */
function raised(doubts: readonly Fact[], recorded: History, found: readonly Dispute[], read: Read): Dispute[] {
  const at = recorded.now;
  const because = doubts.map(({ version }) => version);
  // What arrived after it was due meets it late, as a call would.
  const areReceipts = doubts.every(({ type }) => type === 'ReceiptCame');
  const before = leaving(recorded, new Set(because));
  const after = held(recorded, found, read);
  const isMerged = of('CaseMerged', recorded).length > 0;
  return held(before, found, read).flatMap((duty): Dispute[] => {
    if (!isLost(duty, at) || duty.recordedAfterDue) return [];
    const would = after.find(({ key }) => key === duty.key);
    const isBettered = isBetter(duty, would, isMerged) && !(areReceipts && would?.status === 'met-late');
    const moves = would !== undefined && ownerOf(duty, before) !== ownerOf(duty, recorded);
    const stood = duty.status as Dispute['stood'];
    return isBettered || moves ? [{ key: duty.key, because, at, stood, moves: !isBettered }] : [];
  });
}

/** Contacts first recorded late, excusals and a supervisor's rulings on what others owe need no second person. */
function questions(fact: Fact): boolean {
  const { type, occurred, recorded } = fact;
  if (['CaseOpened', 'ParticipantAdded', 'ContactMade', 'ContactAttempted'].includes(type)) return false;
  if (['ExcusalRuled', 'VoidingRuled', 'FeedbackReceived', 'ReplyRequested'].includes(type)) return false;
  if (cameAlong(fact)) return false;
  const takesBack = [
    'MilestoneVoided',
    'RulingUndone',
    'ContactStruckOut',
    'ContactCorrected',
    'ReceiptCame',
    'CaseVoided',
    'CaseDetailsCorrected',
    'ParticipantDetailsCorrected',
  ].includes(type);
  return takesBack || occurred < recorded;
}

/** A supervisor rules on what they owe, or owed, themselves. */
const rulesOnTheirOwn = ({ type, by }: Fact, recorded: History): boolean =>
  type === 'VoidingRuled' && of('CaseAssigned', recorded).some(({ data }) => data.staffId === by);

function asOf(history: History, now: Instant): History {
  const terms = history.terms.filter(({ from }, index) => index === 0 || from <= now);
  return { ...history, facts: history.facts.filter(({ recorded }) => recorded <= now), terms, now };
}

const isLost = ({ status, dueAt }: Duty, at: Instant) =>
  dueAt !== null && dueAt <= at && (status === 'missed' || status === 'met-late');

function isBetter(stood: Duty, would: Duty | undefined, isMerged: boolean): boolean {
  if (!would) return true;
  // Owed on as missed in the case into which this one was merged.
  if (isMerged && would.status === 'superseded' && would.stood) return false;
  if (would.status !== stood.status && would.status !== 'missed') return true;
  return would.dueAt === null || would.dueAt > stood.dueAt!;
}

/** Who was answerable when it fell due, by all that says since when somebody was: from midnight on means the next day. */
function ownerOf({ dueAt }: Duty, history: History): string | undefined {
  return of('CaseAssigned', history)
    .filter(({ occurred }) => occurred < dueAt!)
    .sort((a, b) => inOrder({ ...a, at: a.occurred }, { ...b, at: b.occurred }))
    .at(-1)?.data.staffId;
}

/** Whether a dispute was confirmed; undefined: nobody has decided, and somebody has to. */
function decisionOn({ key, at, over }: Dispute, history: History): boolean | undefined {
  if (over) return false;
  const isAbout = ({ data }: Fact) => data.key === key && data.raisedAt === at;
  return of('DisputeDecided', history).find(isAbout)?.data.confirmed;
}

/** As the history reads, but what is disputed as it reads without what disputes it; over, where that would have ended it. */
function held(history: History, disputes: readonly Dispute[], read: Read): Duty[] {
  const all = read(history);
  const raised = [...new Set(disputes.map(({ key }) => key))].flatMap((key): Duty[] => {
    const own = disputes.filter((dispute) => dispute.key === key);
    const would = all.find((duty) => duty.key === key);
    const standing = own.filter((dispute) => decisionOn(dispute, history) !== true);
    const confirmed = own.filter((dispute) => !standing.includes(dispute));
    const marks = {
      disputed: standing.some((dispute) => decisionOn(dispute, history) === undefined),
      reattributed: confirmed.some(({ moves }) => moves),
    };
    const stood = confirmed.find(({ moves }) => !moves)?.stood;
    const changed = { ...marks, ...(stood && { stood }) };
    const also = (duty: Duty): Duty => ({ ...duty, ...changed, disputed: changed.disputed || duty.disputed });
    if (standing.every(({ moves }) => moves)) return would ? [also(would)] : [];
    const isOver = !would || would.endedAt !== null;
    const closing = standing.filter(({ moves }) => !moves);
    const since = [closing.filter(({ over }) => !over), closing]
      .find(({ length }) => length > 0)!
      .map(({ at }) => at)
      .sort()[0]!;
    const known = isOver && !isOverWith(would, history) && recurs(key, history) ? unmerged(history, since) : history;
    const without = leaving(known, new Set(standing.flatMap(({ because }) => because)));
    const held = read(without).find((duty) => duty.key === key);
    if (!held) return [];
    const isUnmet = ['open', 'paused', 'missed'].includes(held.status);
    if (!isOver || !isUnmet) return [also(held)];
    const endedAt = held.endedAt !== null && held.endedAt < since ? held.endedAt : since;
    return [also({ ...held, status: 'missed', missed: true, forGood: true, endedAt })];
  });
  const keys = new Set(raised.map(({ key }) => key));
  return [...all.filter(({ key }) => !keys.has(key)), ...raised];
}

const recurs = (key: string, { catalogue }: History): boolean =>
  catalogue.find(({ id }) => key.startsWith(`${id} `))!.recurs !== 'no';

/** rules.md, Mergers: what was over of a series in either case by the merger stays as it was. */
function unmerged(history: History, since: Instant): History {
  const isMerger = ({ type }: Fact) => type === 'CaseAbsorbed' || type === 'CaseMerged';
  const merger = history.facts.find((fact) => isMerger(fact) && fact.occurred > since);
  if (!merger) return history;
  const isOfMerger = (fact: Fact) => isMerger(fact) || cameAlong(fact);
  return { ...history, facts: history.facts.filter((fact) => fact.version < merger.version || !isOfMerger(fact)) };
}

/** What disputes it did not end it, but a merger did to which it gave way. */
const isOverWith = (would: Duty | undefined, { facts }: History): boolean =>
  would?.status === 'superseded' &&
  facts.some(({ type, occurred }) => (type === 'CaseAbsorbed' || type === 'CaseMerged') && occurred === would.endedAt);

/** Without some facts, and without what was said of them since. */
function leaving(history: History, versions: ReadonlySet<number>): History {
  const gone = history.facts.filter(({ version }) => versions.has(version));
  const named = gone.flatMap(({ type, data }) => {
    if (type === 'MilestoneReached') return [data.milestoneId];
    if (type === 'OptedOut') return [data.optOutId];
    if (['ClockPaused', 'ClockExtended', 'WaiverRuled', 'VoidingRuled'].includes(type)) return [data.rulingId];
    return [];
  });
  const reopenings = gone
    .filter(({ type }) => type === 'CaseClosed')
    .flatMap(({ version }) => history.facts.find((one) => one.type === 'CaseReopened' && one.version > version) ?? []);
  const facts = history.facts.filter(
    (fact) =>
      !gone.includes(fact) &&
      !reopenings.includes(fact) &&
      !Object.values(fact.data).some((one) => named.includes(one)),
  );
  return { ...history, facts };
}
