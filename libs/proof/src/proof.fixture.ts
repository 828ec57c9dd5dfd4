import {
  FactStore,
  migrate,
  openDatabase,
  UnitOfWork,
  type NewFact,
  type RecordingContext,
} from '@kept-informed/event-store';
import { ownServer } from '../../../test/support/own-server.js';
import { logInsOf } from '../../../test/support/log-ins.mjs';
import type { DataSource } from 'typeorm';
import { seal } from './sealing.js';
import { signerKey, verifierKey, verifierKeyOf } from './note.js';
import { databaseSource } from './database.source.js';
import { verifyAll, type Trust, type Verdict } from './verifying.js';

export const signer = signerKey('kept.example/proof', Buffer.alloc(32, 7));
export const logKey = verifierKey(verifierKeyOf(signer));

/** A database with facts and a worker that seals them. */
export interface SealedTrial {
  readonly url: string;
  readonly owner: DataSource;
  readonly work: UnitOfWork;
  readonly store: FactStore;
  /** Seals until nothing is left. */
  sealAll(): Promise<void>;
  verify(trusted?: Partial<Trust>): Promise<Verdict>;
  close(): Promise<void>;
}

const recording: RecordingContext = { by: 'pc-1', requestId: 'request-1', recorded: '2026-03-02T09:00:00.000Z' };
const types = ['CaseOpened', 'ObligationArose', 'ContactMade'];

/** Facts of streams with these lengths, appended stream by stream. */
export async function record(store: FactStore, prefix: string, lengths: readonly number[]): Promise<void> {
  for (const [stream, length] of lengths.entries()) {
    const facts = Array.from({ length }, (_, at): NewFact => ({
      type: types[at % types.length]!,
      data: { id: `${prefix}-${stream}-${at}`, codes: ['b', 'a'], count: at },
      occurred: '2026-03-02T08:30:00.000Z',
      ...(at % 2 === 1 && { known: '2026-03-02T08:45:00.000Z', causedBy: at }),
    }));
    await store.append([{ stream: `${prefix}-${stream}`, expected: 0, facts }], recording);
  }
}

/** On a server of its own, where nobody else's transaction holds back what may be sealed. */
export async function sealedTrial(): Promise<SealedTrial> {
  const server = await ownServer();
  const ownerUrl = await server.database();
  await migrate(ownerUrl);
  const { url } = logInsOf(ownerUrl);
  const [owner, database] = [await openDatabase({ url: ownerUrl, asOwner: true }), await openDatabase({ url })];
  const work = new UnitOfWork(database);
  return {
    url,
    owner,
    work,
    store: new FactStore(work),
    async sealAll() {
      while ((await seal(work, signer)) > 0);
    },
    verify: (trusted = {}) =>
      database.transaction('REPEATABLE READ', (manager) =>
        verifyAll(databaseSource(manager), { log: logKey, ...trusted }),
      ),
    async close() {
      await Promise.all([owner.destroy(), database.destroy()]);
      await server.stop();
    },
  };
}
