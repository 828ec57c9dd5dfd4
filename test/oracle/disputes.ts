import type { Instant } from '@kept-informed/calendar';
import type { Duty } from './duty.js';
import type { Fact, History } from './history.js';

/** A duty that something recorded after its due instant says should stand otherwise. */
interface Dispute {
  readonly key: string;
  /** The versions of what says so, all recorded at one instant. */
  readonly because: readonly number[];
  readonly at: Instant;
}

type Read = (history: History) => Duty[];

/** rules.md, Corrections: every recording is read by what it does to a duty that had fallen due by then. */
export function undecided(history: History, read: Read): Duty[] {
  const found: Dispute[] = [];
  for (const at of [...new Set(history.facts.map(({ recorded }) => recorded))].sort()) {
    const now = history.facts.filter(({ recorded }) => recorded === at);
    const because = now.filter(questions).map(({ version }) => version);
    const merges = now.some(({ type }) => type === 'CaseMerged' || type === 'CaseAbsorbed');
    if (because.length === 0 || merges) continue;
    if (!history.facts.some(({ recorded }) => recorded < at)) continue;
    const recorded = asOf(history, at);
    // What arrived after it was due meets it late, as a call would.
    const areReceipts = now.filter(questions).every(({ type }) => type === 'ReceiptCame');
    const before = leaving(recorded, new Set(because));
    const after = held(recorded, found, read);
    for (const duty of held(before, found, read)) {
      if (!isLost(duty, at) || duty.recordedAfterDue) continue;
      const would = after.find(({ key }) => key === duty.key);
      if (isBetter(duty, would) && !(areReceipts && would?.status === 'met-late'))
        found.push({ key: duty.key, because, at });
    }
  }
  return held(history, found, read);
}

/** Contacts first recorded late, excusals and a supervisor's rulings need no second person. */
function questions({ type, occurred, recorded, data }: Fact): boolean {
  if (['CaseOpened', 'ParticipantAdded', 'ContactMade', 'ContactAttempted'].includes(type)) return false;
  if (['ExcusalRuled', 'VoidingRuled', 'FeedbackReceived', 'ReplyRequested'].includes(type) || data.carriedFrom)
    return false;
  const takesBack = ['MilestoneVoided', 'RulingUndone', 'ContactStruckOut', 'ContactCorrected', 'ReceiptCame'].includes(
    type,
  );
  return takesBack || occurred < recorded;
}

function asOf(history: History, now: Instant): History {
  const terms = history.terms.filter(({ from }, index) => index === 0 || from <= now);
  return { ...history, facts: history.facts.filter(({ recorded }) => recorded <= now), terms, now };
}

const isLost = ({ status, dueAt }: Duty, at: Instant) =>
  dueAt !== null && dueAt <= at && (status === 'missed' || status === 'met-late');

function isBetter(stood: Duty, would: Duty | undefined): boolean {
  if (!would) return true;
  if (would.status !== stood.status && would.status !== 'missed') return true;
  return would.dueAt === null || would.dueAt > stood.dueAt!;
}

/** As the history reads, but what is disputed as it reads without what disputes it; over, where that would have ended it. */
function held(history: History, disputes: readonly Dispute[], read: Read): Duty[] {
  const all = read(history);
  const disputed = [...new Set(disputes.map(({ key }) => key))].flatMap((key) => {
    const own = disputes.filter((dispute) => dispute.key === key);
    const without = leaving(history, new Set(own.flatMap(({ because }) => because)));
    const stood = read(without).find((duty) => duty.key === key);
    if (!stood) return [];
    const would = all.find((duty) => duty.key === key);
    const isOver = !would || would.endedAt !== null;
    const since = own.map(({ at }) => at).sort()[0]!;
    if (!isOver || !['open', 'paused', 'missed'].includes(stood.status)) return [{ ...stood, disputed: true }];
    const endedAt = stood.endedAt !== null && stood.endedAt < since ? stood.endedAt : since;
    return [{ ...stood, status: 'missed' as const, missed: true, forGood: true, endedAt, disputed: true }];
  });
  const keys = new Set(disputed.map(({ key }) => key));
  return [...all.filter(({ key }) => !keys.has(key)), ...disputed];
}

/** Without some facts, and without what was said of them since. */
function leaving(history: History, versions: ReadonlySet<number>): History {
  const gone = history.facts.filter(({ version }) => versions.has(version));
  const named = gone.flatMap(({ type, data }) => {
    if (type === 'MilestoneReached') return [data.milestoneId];
    if (type === 'OptedOut') return [data.optOutId];
    if (['ClockPaused', 'ClockExtended', 'WaiverRuled'].includes(type)) return [data.rulingId];
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
