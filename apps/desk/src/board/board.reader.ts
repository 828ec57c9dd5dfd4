import { Injectable } from '@nestjs/common';
import { ReadModel, type ToldAlert } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { concernInWords, waitingStatuses } from '@kept-informed/follow-up';
import { postInWords, sentence, toneOf } from '../cases/words.js';
import type { BoardRow, BoardTable, BoardTile } from './board-page.js';
import { waitingAlerts, type WaitingAlerts } from './board.queries.js';

const perPage = 50;

/** Which alerts are asked for; all that wait where nothing is. */
export interface BoardFilter {
  readonly team?: string;
  readonly rung?: string;
  readonly status?: string;
  /** Behind this place: a rung, when it was due, and the alert. */
  readonly after?: readonly [string, string, string];
}

/** The filter as it stands in an address. */
export function queryOf({ team, rung, status, after }: BoardFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ team, rung, status, after: after?.join('~') }))
    if (value) query.set(name, value);
  return query.size === 0 ? '' : `?${query}`;
}

/** What waits for somebody, on the cases in sight of who looks. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  /** The highest position in the store: while it stays, nothing on a board has changed but the time. */
  position(): Promise<string> {
    return this.reading.position();
  }

  async table(filter: BoardFilter): Promise<BoardTable> {
    const { manager, now: asOf } = this.reading;
    const [position, sight] = await Promise.all([this.reading.position(), this.reading.sight()]);
    const { team, rung, status, after } = filter;
    const wanted = { team, rung, status: status ? [status] : waitingStatuses };
    const question = { filter: wanted, sight, after, sort: 'rung', limit: perPage + 1 } as const;
    const [alerts, waiting] = await Promise.all([
      this.reading.alerts(question, { personal: true }),
      waitingAlerts(manager, sight, team),
    ]);
    const shown = alerts.slice(0, perPage);
    const last = alerts.length > perPage ? shown.at(-1)! : undefined;
    return {
      asOf,
      position,
      tiles: tilesOf(waiting, filter),
      rows: this.#rows(shown),
      next: last ? `/board${queryOf({ ...filter, after: [last.rung, last.dueAt, last.alertId] })}` : null,
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
        rung: alert.rung,
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

const inWords: Readonly<Record<string, string>> = {
  'due-soon': 'Due soon',
  missed: 'Missed',
  escalated: 'Escalated',
  unresolved: 'Unresolved',
};

const rungInWords = (rung: string): string =>
  inWords[rung] ?? sentence(concernInWords(rung) ?? rung.replaceAll('-', ' '));

/** By rung, those that nobody has taken on first; each leads to its rows. */
function tilesOf(waiting: readonly WaitingAlerts[], { team, rung, status }: BoardFilter): BoardTile[] {
  const sum = (rows: readonly WaitingAlerts[]) => rows.reduce((total, { count }) => total + count, 0);
  const open = waiting.filter((one) => one.status === 'open');
  const rungs = [...new Set(waiting.map((one) => one.rung))].toSorted((one, other) => rank(one) - rank(other));
  return [
    { href: `/board${queryOf({ team })}`, text: 'All that wait', count: sum(waiting), isCurrent: !rung && !status },
    {
      href: `/board${queryOf({ team, status: 'open' })}`,
      text: 'Taken on by nobody',
      count: sum(open),
      isCurrent: status === 'open' && !rung,
    },
    ...rungs.map((one) => ({
      href: `/board${queryOf({ team, rung: one })}`,
      text: rungInWords(one),
      count: sum(waiting.filter((each) => each.rung === one)),
      isCurrent: rung === one,
    })),
  ];
}

const order = ['unresolved', 'escalated', 'missed', 'due-soon'];
const rank = (rung: string): number => (order.indexOf(rung) + order.length + 1) % (order.length + 1);
