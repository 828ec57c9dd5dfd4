import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Status } from '@kept-informed/follow-up';
import { later } from './london.js';

/** What the rules say of one obligation at an instant. */
export interface Duty {
  /** Commitment, participant, trigger, anchor and period. */
  readonly key: string;
  readonly edition: string;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly status: Status;
  /** It was still unmet at `due at`. */
  readonly missed: boolean;
  /** Missed, and closed for good. */
  readonly forGood: boolean;
  readonly recordedLate: boolean;
  /** When the last of what implies it was first recorded. */
  readonly implied: Instant;
  /** Nothing recorded before it was due implied it. */
  readonly recordedAfterDue: boolean;
  /** Something recorded later says that it should stand otherwise, and nobody has decided. */
  readonly disputed: boolean;
  /** A confirmed dispute moved it to another owner. */
  readonly reattributed: boolean;
  /** How it stood at its due instant, where it was bettered after that; null: it was not. */
  readonly stood: 'missed' | 'met-late' | null;
  /** When it ended, and by what it was met. */
  readonly endedAt: Instant | null;
  /** When what ended it otherwise than by a discharge was recorded. */
  readonly endedKnown: Instant | null;
  readonly metBy: string | null;
  /** When it was done all the same after it was excused. */
  readonly doneAt: Instant | null;
}

/** Something that met a duty. */
export interface Met {
  readonly at: Instant;
  readonly by: string;
  readonly recorded: Instant;
  readonly version: number;
}

/** Something else that ended it. */
export interface Ended {
  readonly as: 'waived' | 'excused' | 'voided' | 'superseded';
  readonly at: Instant;
  /** When that was recorded. */
  readonly known: Instant;
  /** What was missed by then stays missed, closed for good. */
  readonly keepsMissed: boolean;
}

/** All that is known of one obligation, from which its standing follows. */
export interface Story {
  readonly key: string;
  /** When the last of what implies it was first recorded. */
  readonly implied: Instant;
  readonly edition: string;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  /** What met it, with all others that would have; the first one counts. */
  readonly met: readonly Met[];
  readonly ended?: Ended;
  /** That it was never owed: stands above all else. */
  readonly voided?: Pick<Ended, 'at' | 'known'>;
  /** The next period took its place. */
  readonly lapsed?: Instant;
  /** Its clock stands still since then and has not been started again. */
  readonly still?: Instant;
  readonly now: Instant;
}

/** rules.md, Statuses. */
export function standing({ key, edition, implied, dueOn, dueAt, met, ended, voided, lapsed, still, now }: Story): Duty {
  const first = ended ? undefined : met[0];
  const ends = [first?.at ?? ended?.at ?? lapsed, voided?.at].filter((at) => at !== undefined).sort();
  const end = ends[0];
  const isPaused = end === undefined && still !== undefined && (dueAt === null || still < dueAt);
  const missed = dueAt !== null && !isPaused && dueAt <= (end === undefined ? now : end);
  const recordedAfterDue = dueAt !== null && implied >= dueAt;
  const marks = { missed, forGood: false, recordedLate: false, recordedAfterDue, disputed: false, reattributed: false };
  const about = {
    key,
    edition,
    implied,
    dueOn,
    dueAt,
    ...marks,
    stood: null,
    endedKnown: null,
    metBy: null,
    doneAt: null,
  };
  if (voided !== undefined) return { ...about, status: 'voided', endedAt: voided.at, endedKnown: voided.known };
  if (first) {
    const known = met.map(({ at, recorded }) => later(at, recorded)).sort()[0]!;
    const recordedLate = !missed && dueAt !== null && known >= dueAt;
    return { ...about, status: missed ? 'met-late' : 'met', recordedLate, endedAt: first.at, metBy: first.by };
  }
  if (lapsed !== undefined || (ended?.keepsMissed && missed))
    return { ...about, status: 'missed', forGood: true, endedAt: end! };
  // rules.md, Corrections: what a merger took away although it was missed.
  const stood = missed && ended?.as === 'superseded' ? ('missed' as const) : null;
  // rules.md, What discharges: it stays to be done; done later it stays excused.
  const doneAt = (ended?.as === 'excused' && met.find(({ at }) => at > ended.at)?.at) || null;
  if (ended) return { ...about, status: ended.as, endedAt: ended.at, endedKnown: ended.known, stood, doneAt };
  return { ...about, status: isPaused ? 'paused' : missed ? 'missed' : 'open', endedAt: null };
}
