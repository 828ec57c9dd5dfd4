import type { Instant } from '@kept-informed/calendar';
import {
  appendFacts,
  appendToOne,
  factsAfter,
  factsFrom,
  factsInOrder,
  factsOfStreams,
  lastPlace,
  oldestAfter,
  placesOfPositions,
  streamVersion,
} from './append.sql.js';
import { asRecorded, checkBatch, type AppendResult, type Append } from './appended.js';
import { type RecordedFact, type RecordingContext, type Upcasts, currentTypeVersion, upcast } from './facts.js';
import { behind, start, type Checkpoint } from './checkpoint.js';
import { headOf } from './head.queries.js';
import { project, type AnyProjection } from './projections.js';
import type { RowChange } from './read-tables.js';
import type { UnitOfWork } from './unit-of-work.js';

/** What an append answers of each fact that was stored. */
interface PlacedFact {
  stream: string;
  version: number;
  position: string;
}

interface FactRow {
  position: string;
  stream: string;
  version: number;
  type: string;
  type_version: number;
  data: unknown;
  occurred: Instant;
  known: Instant | null;
  caused_by: number | null;
  recorded: Instant;
  recorded_by: string;
  request_id: string;
  simulated: boolean;
  transaction: string;
}

/** Streams of facts in PostgreSQL. Appending changes the read tables in the same transaction. */
export class FactStore {
  constructor(
    readonly work: UnitOfWork,
    private readonly projections: readonly AnyProjection[] = [],
    private readonly upcasts: Upcasts = {},
  ) {}

  /**
   * Appends to each stream that still stands at the expected version; the others are told that they lost, and nothing of
   * theirs is stored. A loser reads its stream again and decides again. Rows that go with a stream are written where it
   * wins, those `beside` whatever becomes of the batch. Throws where a batch has a stream twice or one without facts: there
   * would be no telling who won.
   */
  async append(
    batch: readonly Append[],
    recording: RecordingContext,
    beside: readonly RowChange[] = [],
  ): Promise<ReadonlyMap<string, AppendResult>> {
    checkBatch(batch);
    if (batch.length === 0 && beside.length === 0) return new Map();
    if (this.projections.length === 0 && beside.length === 0) return this.#insert(batch, recording);
    return this.work.run(async () => {
      const results = batch.length > 0 ? await this.#insert(batch, recording) : new Map<string, AppendResult>();
      const facts = [...results.values()].flatMap((result) => (result.won ? result.facts : []));
      const rows = batch.flatMap(({ stream, rows: own = [] }) => (results.get(stream)!.won ? own : []));
      project(this.projections, facts, this.work, [...rows, ...beside]);
      return results;
    });
  }

  /** What is read and appended by `work` is one transaction, the one under way if there is one. */
  together<T>(work: () => Promise<T>): Promise<T> {
    return this.work.run(work);
  }

  /**
   * Appends to all of these streams or, where one of them has moved on, to none of them: then it answers null, and
   * whatever else the transaction under way did stays done.
   */
  async appendTogether(
    batch: readonly Append[],
    recording: RecordingContext,
  ): Promise<ReadonlyMap<string, readonly RecordedFact[]> | null> {
    return this.work.run(async (manager) => {
      await manager.query('savepoint together');
      const results = await this.append(batch, recording);
      const facts = new Map<string, readonly RecordedFact[]>();
      for (const [stream, result] of results) if (result.won) facts.set(stream, result.facts);
      const lost = facts.size < results.size;
      await manager.query(lost ? 'rollback to savepoint together' : 'release savepoint together');
      return lost ? null : facts;
    });
  }

  /** The facts of each of these streams in order; an unknown stream has none. */
  async load(streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
    const rows = await this.work.ask<FactRow>(factsOfStreams, [streams]);
    const found = new Map<string, RecordedFact[]>(streams.map((stream) => [stream, []]));
    for (const row of rows) found.get(row.stream)!.push(this.#recorded(row));
    return found;
  }

  /** The facts of a stream from a version on, that version's own first; so many of them, as recorded by an instant. */
  async loadFrom(
    stream: string,
    version: number,
    { limit = null, knownAt }: { readonly limit?: number | null; readonly knownAt?: Instant } = {},
  ): Promise<readonly RecordedFact[]> {
    const rows = await this.work.ask<FactRow>(factsFrom, [stream, version, limit, knownAt ?? null]);
    return rows.map((row) => this.#recorded(row));
  }

  /** The version at which a stream stands, or stood by an instant; 0: there was none. */
  async versionOf(stream: string, knownAt?: Instant): Promise<number> {
    const [row] = await this.work.ask<{ version: number | null }>(streamVersion, [stream, knownAt ?? null]);
    return row!.version ?? 0;
  }

  /**
   * Up to `limit` facts after a checkpoint, of every stream, and the checkpoint to go on from: behind the last of them, or
   * behind all that was looked through where there are no more for now. `places` tells where each fact stands.
   */
  async readAfter(
    checkpoint: Checkpoint,
    limit: number,
    types?: readonly string[],
  ): Promise<{ facts: RecordedFact[]; places: Checkpoint[]; checkpoint: Checkpoint }> {
    const asked = [checkpoint.transaction, checkpoint.position, limit, types ?? null];
    const rows: (FactRow & { horizon: string })[] = await this.work.manager.query(factsAfter, asked);
    const found = rows.filter(({ position }) => position !== null);
    return {
      facts: found.map((row) => this.#recorded(row)),
      places: found.map(({ transaction, position }) => ({ transaction, position })),
      checkpoint: behind(found, limit, rows[0]!.horizon),
    };
  }

  /** Up to `limit` facts after a position. Only for a reader that keeps writers out; others use {@link readAfter}. */
  async readInOrder(position: string, limit: number): Promise<RecordedFact[]> {
    const rows: FactRow[] = await this.work.manager.query(factsInOrder, [position, limit]);
    return rows.map((row) => this.#recorded(row));
  }

  /** By the positions of facts, where a reader goes on that has read up to there; positions without a fact are left out. */
  async placesOf(positions: readonly string[]): Promise<ReadonlyMap<string, Checkpoint>> {
    const rows: (Checkpoint & { asked: string })[] = await this.work.manager.query(placesOfPositions, [positions]);
    return new Map(rows.map(({ asked, transaction, position }) => [asked, { transaction, position }]));
  }

  /** Where the last fact stands that readers are given now. */
  async lastPlace(): Promise<Checkpoint> {
    const [row]: Checkpoint[] = await this.work.manager.query(lastPlace);
    return row ?? start;
  }

  /** When the oldest fact of these types after a checkpoint was recorded, readable or not; null where there is none. */
  async oldestAfter({ transaction, position }: Checkpoint, types: readonly string[]): Promise<Instant | null> {
    const [row] = await this.work.manager.query(oldestAfter, [transaction, position, types]);
    return row.recorded;
  }

  /** Who recorded something on these streams by an instant, apart from what the product records by itself. */
  async authorsOf(streams: readonly string[], by: Instant): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows: { stream: string; authors: string[] }[] = await this.work.manager.query(
      'select stream, array_agg(distinct recorded_by) as authors from facts where stream = any ($1) and recorded <= $2 group by 1',
      [streams, by],
    );
    return new Map(rows.map(({ stream, authors }) => [stream, new Set(authors)]));
  }

  /** The highest position that is committed now; '0' in an empty store. */
  head(): Promise<string> {
    return headOf(this.work.manager);
  }

  async #insert(batch: readonly Append[], recording: RecordingContext): Promise<ReadonlyMap<string, AppendResult>> {
    if (batch.length === 1) return this.#insertOne(batch[0]!, recording);
    const given = batch.flatMap((append) => this.#rows(append, recording));
    const asked = [JSON.stringify(given), ...askedBy(recording)];
    const placed = await this.work.ask<PlacedFact>(appendFacts, asked);
    const positions = new Map<string, string[]>(batch.map(({ stream }) => [stream, []]));
    for (const { stream, version, position } of placed) positions.get(stream)![version] = position;
    return new Map(
      batch.map((append) => [append.stream, asRecorded(append, recording, positions.get(append.stream)!)]),
    );
  }

  async #insertOne(append: Append, recording: RecordingContext) {
    const given = JSON.stringify(this.#rows(append, recording));
    const asked = [append.stream, append.expected, given, ...askedBy(recording)];
    const positions: string[] = [];
    for (const { version, position } of await this.work.ask<Omit<PlacedFact, 'stream'>>(appendToOne, asked))
      positions[version] = position;
    return new Map([[append.stream, asRecorded(append, recording, positions)]]);
  }

  #rows({ stream, expected, facts, recordedEach }: Append, { recorded }: RecordingContext): object[] {
    return facts.map(({ type, data, occurred, known, causedBy }, index) => ({
      stream,
      expected,
      version: expected + 1 + index,
      type,
      typeVersion: currentTypeVersion(type, this.upcasts),
      data,
      occurred,
      known,
      causedBy,
      recorded: recordedEach?.[index] ?? recorded,
    }));
  }

  #recorded(row: FactRow): RecordedFact {
    return {
      position: row.position,
      stream: row.stream,
      version: row.version,
      type: row.type,
      data: upcast(row.type, row.type_version, row.data, this.upcasts),
      occurred: row.occurred,
      ...(row.known && { known: row.known }),
      ...(row.caused_by && { causedBy: row.caused_by }),
      recorded: row.recorded,
      by: row.recorded_by,
      requestId: row.request_id,
      simulated: row.simulated,
    };
  }
}

function askedBy({ by, requestId, simulated = false }: RecordingContext): [string, string, boolean] {
  return [by, requestId, simulated];
}
