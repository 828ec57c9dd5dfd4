import { built } from './built.mjs';

const [url] = process.argv.slice(2);
const { openDatabase, UnitOfWork } = await built('libs/event-store/src/index.js');
const { seal, sealedAtOnce, signerKey } = await built('libs/proof/src/index.js');
const database = await openDatabase({ url, poolSize: 1 });
const work = new UnitOfWork(database);
const signer = signerKey('bench.example', Buffer.alloc(32, 7));

const over = new AbortController();
process.once('message', () => over.abort());
process.send('begun');
while (!over.signal.aborted) {
  // As the product's worker does.
  while ((await seal(work, signer)) === sealedAtOnce && !over.signal.aborted);
  await new Promise((again) => setTimeout(again, 500));
}
await database.destroy();
process.disconnect();
