import { Injectable } from '@nestjs/common';
import { endOfDay, type Instant, instantOf, localDate } from '@kept-informed/calendar';
import { ReadModel, type ToldAlert, UpToDate } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { Sight } from '@kept-informed/decisions';
import { countByStatus, type ObligationFilter, waitingStatuses } from '@kept-informed/follow-up';
import { postInWords, sentence, toneOf } from '../cases/words.js';
import type { BoardRow, BoardTable, BoardTile } from './board-page.js';
import { listWords, rungInWords, statusWords } from './board-words.js';
import { waitingAlerts, type WaitingAlerts } from './board.queries.js';

const perPage = 50;

type DutyList = 'overdue' | 'today';
type ShownTable = Pick<BoardTable, 'rows' | 'duties' | 'next'>;

/** What is owed, by when it is due; or what has no one to tell. */
export const boardLists = ['overdue', 'today', 'unreached'] as const;
type BoardList = (typeof boardLists)[number];

/** Which alerts, or which of what is owed, are asked for; all alerts that wait where nothing is. */
export interface BoardFilter {
  readonly team?: string;
  readonly bcu?: string;
  readonly list?: BoardList;
  readonly rung?: string;
  readonly status?: string;
  /** Behind this place: a rung, when it was due, and the alert; of what is owed `due`, when it is due, and its id. */
  readonly after?: readonly [string, string, string];
}

/** The filter as it stands in an address. */
export function queryOf({ team, bcu, list, rung, status, after }: BoardFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ team, bcu, list, rung, status, after: after?.join('~') }))
    if (value) query.set(name, value);
  return query.size === 0 ? '' : `?${query}`;
}

/** What waits for somebody, on the cases in sight of who looks. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly upToDate: UpToDate,
  ) {}

  /** The highest position in the store: while it stays, nothing on a board has changed but the time. */
  position(): Promise<string> {
    return this.reading.position();
  }

  async table(filter: BoardFilter): Promise<BoardTable> {
    await this.upToDate.soon();
    const { manager, now: asOf } = this.reading;
    const [position, sight] = await Promise.all([this.reading.position(), this.reading.sight()]);
    const { list } = filter;
    const byToday = { ...this.#owed('today', filter), status: undefined };
    const [shown, waiting, counts] = await Promise.all([
      list === 'overdue' || list === 'today' ? this.#duties(filter, list, sight) : this.#alerts(filter, sight),
      waitingAlerts(manager, sight, filter),
      countByStatus(manager, { filter: byToday, now: asOf, sight }),
    ]);
    const count = (status: string) => counts.find((one) => one.status === status)?.count ?? 0;
    const owed = { overdue: count('missed'), today: count('open') };
    return { asOf, position, tiles: tilesOf(waiting, owed, filter), ...shown };
  }

  /** As `GET /obligations` is asked for the same. */
  #owed(list: DutyList, { team, bcu }: BoardFilter): ObligationFilter {
    const { zone } = this.force;
    if (list === 'overdue') return { status: 'missed', open: true, team, bcu };
    const endOfToday = endOfDay(localDate(this.reading.now, zone), zone);
    return { status: 'open', open: true, team, bcu, dueBefore: instantOf(new Date(Date.parse(endOfToday) + 1)) };
  }

  async #alerts(filter: BoardFilter, sight: Sight | null): Promise<ShownTable> {
    const { team, bcu, rung, status, list, after } = filter;
    const unreached = list === 'unreached' ? true : undefined;
    const wanted = { team, bcu, rung, status: status ? [status] : waitingStatuses, unreached };
    const question = { filter: wanted, sight, after, sort: 'rung', limit: perPage + 1 } as const;
    const alerts = await this.reading.alerts(question, { personal: true });
    const shown = alerts.slice(0, perPage);
    const last = alerts.length > perPage ? shown.at(-1)! : undefined;
    return {
      rows: this.#rows(shown),
      duties: null,
      next: last ? `/board${queryOf({ ...filter, after: [last.rung, last.dueAt, last.alertId] })}` : null,
    };
  }

  async #duties(filter: BoardFilter, list: DutyList, sight: Sight | null): Promise<ShownTable> {
    const [, dueAt, id] = filter.after ?? [];
    const wanted = { ...this.#owed(list, filter), ...(dueAt && id && { after: { dueAt: dueAt as Instant, id } }) };
    const asked = { limit: perPage + 1, personal: true, sight };
    const { obligations } = await this.reading.obligationsAndPosition(wanted, asked);
    const shown = obligations.slice(0, perPage);
    const last = obligations.length > perPage ? shown.at(-1)! : undefined;
    const directory = this.force.directory.current;
    return {
      rows: [],
      duties: shown.map((owed) => ({
        obligationId: owed.obligationId,
        caseId: owed.caseId,
        reference: owed.case.reference,
        person: owed.person?.name ?? owed.person?.role ?? '',
        title: owed.title,
        dueInWords: sentence(owed.dueInWords),
        tone: toneOf(owed),
        owner: postInWords(owed.owner, directory),
        lastAttempt: owed.attempts.last,
      })),
      next: last ? `/board${queryOf({ ...filter, after: ['due', last.dueAt!, last.obligationId] })}` : null,
    };
  }

  #rows(alerts: readonly ToldAlert[]): BoardRow[] {
    const directory = this.force.directory.current;
    return alerts.map((alert, index) => {
      const due = alert.dueInWords ?? 'about a contact';
      return {
        alertId: alert.alertId,
        caseId: alert.caseId,
        reference: alert.case.reference,
        rung: rungInWords(alert.rung),
        begins: alert.rung === alerts[index - 1]?.rung ? null : rungInWords(alert.rung),
        status: alert.status,
        title: alert.title,
        person: alert.person?.name ?? alert.person?.role ?? '',
        dueInWords: sentence(due),
        tone: toneOf({ dueInWords: due }),
        owner: postInWords(alert.owner, directory),
        recipient: postInWords(alert.recipient, directory),
      };
    });
  }
}

/** What is owed first, then what waits: what nobody has taken on or can be told, and by rung; each leads to its rows. */
function tilesOf(
  waiting: readonly WaitingAlerts[],
  owed: Readonly<Record<DutyList, number>>,
  { team, bcu, list, rung, status }: BoardFilter,
): BoardTile[] {
  const sum = (rows: readonly WaitingAlerts[]) => rows.reduce((total, { count }) => total + count, 0);
  const open = waiting.filter((one) => one.status === 'open');
  const rungs = [...new Set(waiting.map((one) => one.rung))].toSorted((one, other) => rank(one) - rank(other));
  const tile = (text: string, count: number, of: Pick<BoardFilter, 'list' | 'rung' | 'status'>): BoardTile => ({
    href: `/board${queryOf({ team, bcu, ...of })}`,
    text,
    count,
    isCurrent: of.list === list && of.rung === rung && of.status === status,
  });
  return [
    tile(listWords.overdue, owed.overdue, { list: 'overdue' }),
    tile(listWords.today, owed.today, { list: 'today' }),
    tile('All warnings that wait', sum(waiting), {}),
    tile(statusWords.open, sum(open), { status: 'open' }),
    tile(
      listWords.unreached,
      waiting.reduce((total, { unreached }) => total + unreached, 0),
      { list: 'unreached' },
    ),
    ...rungs.map((one) => tile(rungInWords(one), sum(waiting.filter((each) => each.rung === one)), { rung: one })),
  ];
}

const order = ['unresolved', 'escalated', 'missed', 'due-soon'];
const rank = (rung: string): number => (order.indexOf(rung) + order.length + 1) % (order.length + 1);
