import { fileURLToPath } from 'node:url';
import { deskToken, openClient } from './support/client.mjs';
import { commitBefore } from './support/commit-before.mjs';
import { call, databaseWithCases, serveApi } from './support/desk-cases.mjs';
import { dist } from './support/built.mjs';
import { benchIssuer } from './support/issuer.mjs';
import { node24 } from './support/peers.mjs';
import { perSecond } from './support/rounds.mjs';
import { serve } from './support/serve.mjs';

const connections = 16;
const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const caseCount = 1_000;
/** How long the stream of such a case is at first. */
const factsPerCase = 23;
/**
 * What the slowest records in about that time. As many for all, however fast: a case grows by three facts with each
 * contact, so who had recorded more would have longer streams to read.
 */
const contactsEach = Math.round(300 * seconds);
/** A server of a force works all day; what is measured is how fast it is then, not while its code is still being compiled. */
const warmUp = 2_000;
const kinds = ['contacts', 'case', 'open obligations', 'open obligations, each asking otherwise'];

/**
 * What a desk asks for, over HTTP with a token, of the product and of the commit before: each server is a process of its
 * own without a worker, on a database of its own. Only one is under load at a time.
 */
export async function bench({ server, built }) {
  const before = commitBefore();
  if (!before) return { skipped: 'the commit before is not in this clone (git fetch --unshallow)' };
  await built('libs/event-store/src/index.js');
  const servers = [];
  const close = () => Promise.all(servers.map(({ stop }) => stop()));
  try {
    await open(server, { 'as it is': { dist }, before }, servers);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    title: `Requests over HTTP, ${connections} connections`,
    unit: 'requests/s',
    contestants: contestantsOf(servers),
    targets: targetsOf(servers.map(({ name }) => name)),
    close,
  };
}

async function open(server, products, servers) {
  const nodes = { '': process.execPath, ...newerNode() };
  for (const [name, product] of Object.entries(products)) {
    const { url, cases } = await databaseWithCases(server, product, caseCount);
    for (const [on, node] of Object.entries(nodes)) {
      const api = await serveApi(node, product, await server.database({ like: url }));
      servers.push({ name: `${name}${on}`, cases, kinds, issuer: await benchIssuer(), ...api });
    }
  }
  servers.push(await openFloor(server, 'plain Nest and TypeORM', 'nest'));
  servers.push({ ...(await openFloor(server, 'bare Fastify', 'fastify')), open: true });
}

async function openFloor(server, name, file) {
  const env = { DATABASE_URL: await server.database(), CASES: caseCount, FACTS_PER_CASE: factsPerCase };
  const running = await serve(process.execPath, fileURLToPath(new URL(`floors/${file}.mjs`, import.meta.url)), env);
  const cases = Array.from({ length: caseCount }, (_, index) => ({ caseId: index, victims: ['a', 'b'] }));
  return { name, cases, kinds: ['contacts'], issuer: `${running.url}/oidc`, ...running };
}

function newerNode() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return {};
  const file = node24();
  if (file) return { ', Node 24': file };
  console.log('http: there is no Node 24 for this machine, so its rows are left out');
  return {};
}

/** All servers for one kind of request, then all for the next: what is compared is measured close together. */
function contestantsOf(servers) {
  const asked = kinds.flatMap((kind) =>
    servers.filter((each) => each.kinds.includes(kind)).map((each) => [`${kind}, ${each.name}`, measure(kind, each)]),
  );
  return Object.fromEntries(asked);
}

function measure(kind, { url, issuer, cases, open, said }) {
  let turn = 0;
  let uncounted = warmUp;
  const next = () => ({ ...cases[turn % cases.length], pass: Math.floor(turn++ / cases.length) });
  const requests = {
    contacts: ({ post }) => {
      const { caseId, victims, pass } = next();
      return post(`/api/v1/cases/${caseId}/contacts`, call(victims[pass % 2]));
    },
    case: ({ get }) => get(`/api/v1/cases/${next().caseId}`),
    'open obligations': ({ get }) => get('/api/v1/obligations?open=true&limit=50'),
    'open obligations, each asking otherwise': ({ get }) =>
      get(`/api/v1/obligations?open=true&limit=50&dueAfter=${new Date((turn += 1)).toISOString()}`),
  };
  const length = kind === 'contacts' && !open ? { times: contactsEach } : { seconds };
  return async () => {
    const client = await openClient(url, { connections, token: open ? undefined : await deskToken(issuer) });
    const one = () => requests[kind](client).then(() => 1);
    try {
      await perSecond(one, { atOnce: connections, times: uncounted });
      // The server's connections to the database are closed while others have their turn.
      uncounted = 5 * connections;
      return await perSecond(one, { atOnce: connections, ...length });
    } catch (error) {
      throw new Error(`A server failed that last said: ${said()}`, { cause: error });
    } finally {
      await client.close();
    }
  };
}

const targetsOf = (names) =>
  [
    { of: 'contacts, as it is', over: 'contacts, before', atLeast: 2.5 },
    names.includes('as it is, Node 24') && { of: 'contacts, as it is, Node 24', over: 'contacts, before', atLeast: 4 },
    { of: 'case, as it is', over: 'case, before', atLeast: 2.3 },
    { of: 'open obligations, as it is', over: 'open obligations, before', atLeast: 2 },
  ].filter(Boolean);
