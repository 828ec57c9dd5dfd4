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
  /** When it ended, and by what it was met. */
  readonly endedAt: Instant | null;
  readonly metBy: string | null;
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
  /** What was missed by then stays missed, closed for good. */
  readonly keepsMissed: boolean;
}

/** All that is known of one obligation, from which its standing follows. */
export interface Story {
  readonly key: string;
  readonly edition: string;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  /** What met it, with all others that would have; the first one counts. */
  readonly met: readonly Met[];
  readonly ended?: Ended;
  /** That it was never owed: stands above all else. */
  readonly voided?: Instant;
  /** The next period took its place. */
  readonly lapsed?: Instant;
  /** Its clock stands still since then and has not been started again. */
  readonly still?: Instant;
  readonly now: Instant;
}

/** rules.md, Statuses. */
export function standing({ key, edition, dueOn, dueAt, met, ended, voided, lapsed, still, now }: Story): Duty {
  const first = ended ? undefined : met[0];
  const ends = [first?.at ?? ended?.at ?? lapsed, voided].filter((at) => at !== undefined).sort();
  const end = ends[0];
  const isPaused = end === undefined && still !== undefined && (dueAt === null || still < dueAt);
  const missed = dueAt !== null && !isPaused && dueAt <= (end === undefined ? now : end);
  const about = { key, edition, dueOn, dueAt, missed, forGood: false, recordedLate: false, metBy: null };
  if (voided !== undefined) return { ...about, status: 'voided', endedAt: voided };
  if (first) {
    const known = met.map(({ at, recorded }) => later(at, recorded)).sort()[0]!;
    const recordedLate = !missed && dueAt !== null && known >= dueAt;
    return { ...about, status: missed ? 'met-late' : 'met', recordedLate, endedAt: first.at, metBy: first.by };
  }
  if (lapsed !== undefined || (ended?.keepsMissed && missed))
    return { ...about, status: 'missed', forGood: true, endedAt: end! };
  if (ended) return { ...about, status: ended.as, endedAt: ended.at };
  return { ...about, status: isPaused ? 'paused' : missed ? 'missed' : 'open', endedAt: null };
}
