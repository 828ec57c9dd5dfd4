import { setTimeout as sleep } from 'node:timers/promises';
import { deskToken } from './support/client.mjs';
import { dist } from './support/built.mjs';
import { databaseWithCases, serveApi } from './support/desk-cases.mjs';
import { benchIssuer } from './support/issuer.mjs';
import { peers } from './support/peers.mjs';

/** As large as a body may be, a little less than 1 MB. */
const bytes = 990_000;
const day = 24 * 60 * 60_000;

/**
 * How long others wait while the API answers one request that is dear: whether somebody means ill or has a large case. Others
 * are a probe that asks whether the process lives, which takes nothing but its event loop. And how long a body takes to be
 * refused, all the way there and back, beside its `JSON.parse` alone.
 */
export async function bench({ server, built }) {
  await built('libs/event-store/src/index.js');
  const { url, cases } = await databaseWithCases(server, { dist }, 100);
  const api = await serveApi(process.execPath, { dist }, url);
  const token = await deskToken(await benchIssuer());
  const { Client } = await peers('undici');
  const [client, prober] = [new Client(api.url), new Client(api.url)];
  const close = async () => {
    await Promise.all([client.destroy(), prober.destroy()]);
    await api.stop();
  };
  const ask = asking(client, token);
  const [{ caseId, victims }] = cases;
  let opened = 0;
  const beside = (name, body) => async () => ({
    [`${name}, refused`]: await took(() => ask('POST', '/cases', body, 422)),
    [`${name}, its JSON.parse`]: await took(() => JSON.parse(body)),
  });
  const crowd = () => ({
    ...crime((opened += 1)),
    participants: Array.from({ length: 200 }, () => ({ role: 'victim' })),
  });
  const crowded = JSON.parse(await ask('POST', '/cases', JSON.stringify(crowd()), 201));
  const all = crowded.participants.map(({ participantId }) => participantId);
  const requests = {
    ...Object.fromEntries(
      Object.entries(refused()).map(([name, body]) => [name, () => ask('POST', '/cases', body, 422)]),
    ),
    'a case of 200 victims, opened': () => ask('POST', '/cases', JSON.stringify(crowd()), 201),
    'a case of 200 victims, read': () => ask('GET', `/cases/${crowded.caseId}`, undefined, 200),
    'a case of 200 victims, 50 told': () =>
      ask('POST', `/cases/${crowded.caseId}/contacts`, JSON.stringify(call(all.slice(0, 50))), 201),
    'a case of two victims, one told': () =>
      ask('POST', `/cases/${caseId}/contacts`, JSON.stringify(call([victims[0]])), 201),
    '500 lines of a timeline': () => ask('GET', `/cases/${crowded.caseId}/timeline?limit=500`, undefined, 200),
    '500 open obligations': () => ask('GET', '/obligations?open=true&limit=500', undefined, 200),
  };
  return {
    title: 'How long one request keeps others waiting',
    unit: 'milliseconds',
    contestants: {
      ...Object.fromEntries(
        Object.entries(requests).map(([name, request]) => [name, () => longestWait(prober, request)]),
      ),
      ...Object.fromEntries(
        Object.entries(dearToParse()).map(([name, body]) => [`${name}, beside its parse`, beside(name, body)]),
      ),
    },
    targets: [
      ...Object.keys(requests).map((of) => ({ of, over: 200, atMost: 1 })),
      ...Object.keys(dearToParse()).map((name) => ({
        of: `${name}, refused`,
        over: `${name}, its JSON.parse`,
        atMost: 3,
      })),
    ],
    close,
  };
}

function asking(client, token) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return async (method, path, body, expected) => {
    const answer = await client.request({ method, path: `/api/v1${path}`, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== expected) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
    return text;
  };
}

/** The longest that a probe takes from just before a request until it is answered. */
async function longestWait(prober, request) {
  const waits = [];
  const answered = request();
  const isAnswered = answered.then(
    () => true,
    () => true,
  );
  do waits.push(await took(() => probe(prober)));
  while (!(await Promise.race([isAnswered, sleep(1, false)])));
  await answered;
  return Math.max(...waits);
}

async function probe(prober) {
  const answer = await prober.request({ method: 'GET', path: '/health/live' });
  await answer.body.dump();
}

async function took(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const crime = (number) => ({
  kind: 'crime',
  reference: `CR/${90_000 + number}/26`,
  openedAt: new Date(Date.now() - 2 * day).toISOString(),
});

const call = (participantIds) => ({
  participantIds,
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  occurredAt: new Date(Date.now() - 60_000).toISOString(),
});

/** Bodies of that size that are refused, each dear in another way; the last takes longer to come than to be read. */
function refused() {
  return { ...dearToParse(), 'a text of 990,000 letters': `{"kind":"crime","reference":"${'a'.repeat(bytes)}"}` };
}

function dearToParse() {
  const filled = (before, one, after) => {
    const times = Math.floor((bytes - before.length - after.length) / (one.length + 1));
    return `${before}${Array(times).fill(one).join(',')}${after}`;
  };
  const routes = filled('{"role":"victim","routes":[', '{"method":"phone","value":"0"}', ']}');
  const unknown = Array.from({ length: 80_000 }, (_, n) => `"k${n}":1`).join(',');
  return {
    '340,000 participants': filled('{"kind":"crime","participants":[', '{}', ']}'),
    '30,000 routes of one participant': `{"kind":"crime","participants":[${routes}]}`,
    '80,000 unknown fields': `{"kind":"crime",${unknown}}`,
  };
}
