import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { ask, Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { countAlerts, type AlertFilter } from '../alert/alert.queries.js';
import { withinSight } from '../case/sight.queries.js';
import { hasArisen, isOpen, thatIsToBeDone } from '../obligation/obligation.queries.js';
import { statusAt } from '../obligation/status.queries.js';

/** What is due in a stretch of time: too late already, today, by the end of the week, after that. */
interface DueWork {
  readonly stretch: 'overdue' | 'today' | 'week' | 'later';
  readonly count: number;
  /** London date on which the first of it is due. */
  readonly dueOn: LocalDate;
  /** Ids of the obligations that are due first, in that order. */
  readonly first: readonly string[];
}

/** The force's dates that part one stretch of time from the other, and how many ids there are to be of each. */
interface WorkStretches {
  readonly today: LocalDate;
  readonly endOfWeek: LocalDate;
  readonly atMost: number;
}

/** Where somebody is owed what comes next. */
interface NextWork {
  readonly obligationId: string;
  readonly caseId: string;
  readonly participantId: string;
}

/** Whose work is asked for, and of when. */
interface WorkQuestion {
  /** Staff id of whose cases they are. */
  readonly owner: string;
  readonly now: Instant;
  /** Whose cases alone; null: everybody's. */
  readonly sight: Sight | null;
}

const isPaused = `${statusAt('o')} = 'paused'`;

const stretch = `case when ${isOpen} and o.due_at <= $1 and not ${isPaused} then 'overdue'
  when o.due_on = $2 then 'today' when o.due_on > $2 and o.due_on <= $3 then 'week' when o.due_on > $3 then 'later' end`;

/** What somebody has to do on their cases, counted, and found without all there is to say of it. */
export class OwnWork {
  constructor(
    private readonly manager: EntityManager,
    private readonly question: WorkQuestion,
  ) {}

  /** What is to be done by when, by stretches of time, where there is any. What has no date is in none. */
  async due({ today, endOfWeek, atMost }: WorkStretches): Promise<ReadonlyMap<DueWork['stretch'], DueWork>> {
    const wanted = this.#toBeDone(today, endOfWeek, atMost);
    const text = `
      with work as (select o.obligation_id, o.due_at, o.due_on, ${stretch} as stretch
        from obligations o join cases c using (case_id) where ${hasArisen} ${wanted.sql})
      select stretch, count(*)::int as count, min(due_on)::text as "dueOn",
        (array_agg(obligation_id order by due_at, obligation_id))[:$4] as first
      from work where stretch is not null group by stretch`;
    const due = await ask<DueWork>(this.manager, text, wanted.values);
    return new Map(due.map((one) => [one.stretch, one]));
  }

  /** What is to be done next, of others than these participants; undefined: nothing whose clock runs. */
  async next(besides: readonly string[]): Promise<NextWork | undefined> {
    const wanted = this.#toBeDone();
    wanted.add('not o.participant_id = any (?)', besides);
    const text = `
      select o.obligation_id as "obligationId", o.case_id as "caseId", o.participant_id as "participantId"
      from obligations o join cases c using (case_id) where ${hasArisen} and not ${isPaused} ${wanted.sql}
      order by o.due_at nulls last, o.obligation_id limit 1`;
    const [found] = await ask<NextWork>(this.manager, text, wanted.values);
    return found;
  }

  /** How many alerts somebody has, by their statuses. */
  alerts(filter: Pick<AlertFilter, 'status'>): Promise<ReadonlyMap<string, number>> {
    const { owner, now, sight } = this.question;
    return countAlerts(this.manager, { filter: { ...filter, recipient: owner }, now, sight });
  }

  #toBeDone(...asked: readonly unknown[]): Conditions {
    const { owner, now, sight } = this.question;
    const wanted = new Conditions(now, ...asked);
    wanted.add(thatIsToBeDone);
    wanted.add('c.owner = ?', owner);
    withinSight(wanted, sight);
    return wanted;
  }
}
