import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { perSecond } from './support/rounds.mjs';

const facts = 40_000;
const batch = 1_000;
const sealing = fileURLToPath(new URL('support/sealing.mjs', import.meta.url));
const occurred = '2026-03-02T08:30:00.000Z';
const recorded = '2026-03-02T09:00:00.000Z';

/** A fact of the usual size, as in `append`. */
const data = () => ({
  contactId: randomUUID(),
  participantIds: [randomUUID()],
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  tells: ['arrest', 'bail'],
  route: 'safe',
});

/** Facts sealed by one worker that has some of them behind it, and facts appended while a worker seals and while none does. */
export async function bench({ server, built }) {
  const { FactStore, migrate, openDatabase, UnitOfWork } = await built('libs/event-store/src/index.js');
  const { seal, signerKey } = await built('libs/proof/src/index.js');
  const url = await server.database();
  await migrate(url);
  const database = await openDatabase({ url, poolSize: 20 });
  const work = new UnitOfWork(database);
  const store = new FactStore(work);
  const signer = signerKey('bench.example', Buffer.alloc(32, 7));
  const append = async (size) => {
    const recording = { by: 'pc-1', requestId: randomUUID(), recorded };
    const appends = Array.from({ length: size }, () => ({
      stream: `case-${randomUUID()}`,
      expected: 0,
      facts: [{ type: 'ContactMade', data: data(), occurred }],
    }));
    await store.append(appends, recording);
    return size;
  };
  const sealAll = async () => {
    let sealed = 0;
    for (let found; (found = await seal(work, signer)) > 0;) sealed += found;
    return sealed;
  };
  const appended = () => perSecond(() => append(1), { atOnce: 16, seconds: 1.5 });
  return {
    title: 'Facts sealed, and appended beside it',
    unit: 'facts/s',
    contestants: {
      sealed: async () => {
        for (let put = 0; put < facts; put += batch) await append(batch);
        const begun = performance.now();
        const sealed = await sealAll();
        return (sealed * 1_000) / (performance.now() - begun);
      },
      'appended while nobody seals': appended,
      'appended while a worker seals': async () => {
        // A process of its own, as it is in the product: in this one it would hold up whoever appends.
        const worker = fork(sealing, [url]);
        await once(worker, 'message');
        const figure = await appended();
        worker.send('end');
        await once(worker, 'exit');
        return figure;
      },
    },
    targets: [
      { of: 'sealed', over: 40_000, atLeast: 1 },
      { of: 'appended while a worker seals', over: 'appended while nobody seals', atLeast: 0.9 },
    ],
    close: () => database.destroy(),
  };
}
