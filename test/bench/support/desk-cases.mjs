import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { logInsOf, makeLogIns } from '../../support/log-ins.mjs';
import { deskToken, openClient } from './client.mjs';
import { benchIssuer } from './issuer.mjs';
import { perSecond } from './rounds.mjs';
import { serve } from './serve.mjs';

const minute = 60_000;
const day = 24 * 60 * minute;

const key = Buffer.alloc(32, 7).toString('base64');
export const keys = { SECRETS_KEY: key, PEOPLE_KEY: key };
/** So high that no request of a bench is ever refused. */
const unlimited = { REQUESTS_PER_MINUTE: '10000000' };

export async function serveApi(node, { dist, env, signsInAsOwner }, owner) {
  const own = {
    DATABASE_URL: signsInAsOwner ? owner : logInsOf(owner).api,
    OIDC_ISSUER: await benchIssuer(),
    ...keys,
  };
  return serve(node, join(dist, 'apps/api/src/main.js'), { ...env, ...unlimited, ...own });
}

/**
 * A database of the product with so many burglaries, each with two victims to whom an arrest and a monthly update are
 * owed; all brought in over HTTP, so that it is the same whichever commit is asked. Answers its URL and, for each case,
 * its id and those of the victims.
 */
export async function databaseWithCases(server, product, count) {
  const url = await server.database();
  await makeLogIns(url);
  execFileSync(process.execPath, [join(product.dist, 'apps/cli/src/main.js'), 'migrate'], {
    env: { ...process.env, ...product.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const api = await serveApi(process.execPath, product, url);
  try {
    return { url, cases: await openCases(api.url, count) };
  } finally {
    await api.stop();
    await tidy(url);
  }
}

async function openCases(url, count) {
  const connections = 16;
  const client = await openClient(url, { connections, token: await deskToken(await benchIssuer()) });
  const cases = [];
  let opened = 0;
  const one = async () => {
    const { caseId, participants } = JSON.parse(await client.post('/api/v1/cases', burglary((opened += 1))));
    await client.post(`/api/v1/cases/${caseId}/milestones`, arrest());
    cases.push({ caseId, victims: participants.map(({ participantId }) => participantId) });
    return 1;
  };
  try {
    await perSecond(one, { atOnce: connections, times: count });
    return cases;
  } finally {
    await client.close();
  }
}

const ago = (ms) => new Date(Date.now() - ms).toISOString();

const burglary = (number) => ({
  kind: 'crime',
  reference: `CR/${number}/26`,
  offenceGroup: 'burglary-dwelling',
  openedAt: ago(2 * day),
  area: { bcu: 'South Cumbria', lpt: 'Barrow' },
  owner: 'pc-1234',
  participants: [
    { role: 'victim', name: 'A' },
    { role: 'victim', name: 'B' },
  ],
});

const arrest = () => ({ type: 'suspect-arrested', occurredAt: ago(day) });

/** A call that told one victim of the arrest. */
export const call = (participantId) => ({
  participantIds: [participantId],
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  tells: ['suspect-arrested'],
  occurredAt: ago(minute),
});

/** So that nobody's first round pays for statistics and hint bits. */
async function tidy(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}
