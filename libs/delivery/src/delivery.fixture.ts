import type { LetterParts } from './email.js';
import { fixedClock, type FixedClock, type Instant } from '@kept-informed/calendar';
import { DirectoryHolder } from '@kept-informed/directory';
import { advance, FactStore, openDatabase, UnitOfWork, type NewFact, type NewFactOf } from '@kept-informed/event-store';
import { domainOn, FollowUpStreams, projections, type FollowUpEvent } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';
import { migratedDatabase } from '../../../test/support/database.js';
import { forceFileWith, type Change } from '../../../test/support/force-file.js';
import { until } from '../../../test/support/waiting.js';
import { secretSeal } from '@kept-informed/runtime';
import { Leases, outbox } from './index.js';

const openedAt = '2026-01-15T10:00:00.000Z';
/** The end of 15 February, when the first update to each enquirer is missed. */
export const missedAt = '2026-02-16T00:00:00.000Z';

/** A row of `messages`, as far as specs look at it. */
export interface OutboxRow {
  readonly message_id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly event_id: string;
  readonly body: { readonly id: string; readonly data: Readonly<Record<string, string>> };
  readonly state: string;
  readonly failure: string | null;
  readonly attempts: number;
  readonly not_before: Instant;
  readonly retry_at: Instant;
  readonly lease: string | null;
}

/** A row of `deliveries`. */
export interface DeliveryRow {
  readonly alert_id: string;
  readonly channel: string;
  readonly state: string;
}

/** The outbox on a database of its own, with cases whose updates are missed when a spec says so. */
export interface DeliveryTrial extends LetterParts {
  readonly database: DataSource;
  readonly store: FactStore;
  readonly clock: FixedClock;
  readonly leases: Leases;
  /** Opens cases of this owner, one update of each is missed at {@link missedAt}. */
  open(owner: string, count: number): Promise<string[]>;
  /** Misses what is due by now and raises the alerts; `simulated` as the simulator would. */
  check(caseIds: readonly string[]): Promise<void>;
  /** Records facts of a case now, with what follows from them. */
  record(caseId: string, ...facts: readonly Omit<NewFact, 'occurred'>[]): Promise<void>;
  /** Puts what was raised into the outbox, as one worker does. Answers how many facts there were. */
  advance(work?: UnitOfWork): Promise<number>;
  /** What stands in the outbox, oldest first. */
  messages(): Promise<OutboxRow[]>;
  deliveries(): Promise<DeliveryRow[]>;
  /** The tables' owner, who may change what is recorded. */
  owner(): Promise<DataSource>;
  /** One more process. */
  process(): Promise<UnitOfWork>;
  close(): Promise<void>;
}

/** The seal of every spec's secrets. */
export const seal = secretSeal([Buffer.alloc(32, 7)]);

/** On the server that all specs share, anybody's older transaction under way holds facts back from subscriptions. */
const isReadable = `select coalesce(max(transaction) < pg_snapshot_xmin(pg_current_snapshot()), true) as readable
  from facts`;

export async function deliveryTrial(change: Change = () => {}): Promise<DeliveryTrial> {
  const fresh = await migratedDatabase();
  const opened: DataSource[] = [];
  const open = async (asOwner = false) => {
    const database = await openDatabase({ url: asOwner ? fresh.owner : fresh.url, poolSize: 8, asOwner });
    opened.push(database);
    return database;
  };
  const database = await open();
  const clock = fixedClock('2026-01-15T10:00:01Z');
  const { file, forget } = forceFileWith(change);
  const directory = new DirectoryHolder(file);
  const { work, store, force } = domainOn({ database, clock, directory });
  const streams = new FollowUpStreams(store, force.heldRulebook, clock);
  const asked = { by: 'spec', requestId: 'spec' };
  const parts = { work, clock, directory, force };
  return {
    ...parts,
    database,
    store,
    leases: new Leases(work, clock),
    open: (owner, count) => openCases(streams, owner, count),
    check: async (ids) => void (await streams.check(ids, asked)),
    record: async (caseId, ...facts) =>
      void (await streams.change(
        caseId,
        (_, now) => facts.map((fact) => ({ ...fact, occurred: now }) as NewFactOf<FollowUpEvent>),
        asked,
      )),
    async advance(by = work) {
      await until(
        () => database.query(isReadable),
        ([{ readable }]) => readable,
      );
      return advance(by, new FactStore(by, projections), outbox({ ...parts, work: by }));
    },
    messages: () => database.query('select * from messages order by created_at, message_id'),
    deliveries: () => database.query('select * from deliveries order by channel, alert_id, message_id'),
    owner: () => open(true),
    process: async () => new UnitOfWork(await open()),
    async close() {
      await Promise.all(opened.map((each) => each.destroy()));
      await fresh.drop();
      forget();
    },
  };
}

let numbers = 0;

async function openCases(streams: FollowUpStreams, owner: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const caseId = `case-${(numbers += 1)}`;
    const opening: NewFactOf<FollowUpEvent>[] = [
      { type: 'CaseOpened', data: { caseId, kind: 'enquiry', reference: `EN/${numbers}/26` }, occurred: openedAt },
      { type: 'CaseAssigned', data: { staffId: owner, team: 'team' }, occurred: openedAt },
      {
        type: 'ParticipantAdded',
        data: { participantId: `p-${caseId}`, role: 'enquirer', entitlement: 'unassessed' },
        occurred: openedAt,
      },
    ];
    await streams.begin(caseId, () => opening, { by: 'spec', requestId: 'spec' });
    ids.push(caseId);
  }
  return ids;
}
