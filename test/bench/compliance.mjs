import pg from 'pg';
import { makeLogIns } from '../support/log-ins.mjs';
import { dist } from './support/built.mjs';
import { openClient, tokenOf } from './support/client.mjs';
import { copyCases } from './support/copied-cases.mjs';
import { generateDemonstration } from './support/demonstration.mjs';
import { call, serveApi } from './support/desk-cases.mjs';
import { benchIssuer } from './support/issuer.mjs';

const wanted = Number(process.env.BENCH_OBLIGATIONS ?? 10_000_000);
/** What the demonstration of a whole force makes of its two months, about. */
const ofDemonstration = 59_000;
const daysOfDemonstration = 61;
/** So that a month of ten million over ten years has as much as a month of fewer over less. */
const perTwoMonths = 2.8;
const contactsTimed = 300;
/**
 * On how many cases. What is recorded on a case waits ten minutes to be reckoned; in so long a force of a million obligations a year records
 * on some thirty.
 */
const casesWorkedOn = 100;
/** Half of the years that ten million are of, or of fewer. */
const yearsBefore = Math.max(1, Math.round((5 * wanted) / 10_000_000));

const day = 86_400_000;
const dateOf = (ms) => new Date(ms).toISOString().slice(0, 10);
const today = Date.now();

/**
 * What the performance unit and supervisors ask for, over HTTP with a token, one after the other, of a force's many years; and how
 * long recording a contact takes while it is asked.
 */
export async function bench({ server, built }) {
  await built('libs/event-store/src/index.js');
  const url = await server.database();
  await makeLogIns(url);
  await generateDemonstration(url);
  const people = await openPeople(url);
  const copies = Math.ceil(wanted / ofDemonstration) - 1;
  const daysBefore = (copy) => daysOfDemonstration * Math.floor(copy / perTwoMonths);
  const count = await copyCases(url, copies, daysBefore, () => reckonAll(url, built));
  console.log(`compliance: ${count} obligations`);
  const api = await serveApi(process.execPath, { dist }, url);
  const issuer = await benchIssuer();
  const clients = await Promise.all(
    ['performance', 'supervisor', 'desk'].map(async (role) =>
      openClient(api.url, { connections: 1, token: await tokenOf(issuer, role) }),
    ),
  );
  const [performanceUnit, supervisor, desk] = clients;
  const figures = figuresOf(performanceUnit);
  const questions = { ...figures, ...dutyOf(supervisor) };
  const record = recording(desk, people);
  return {
    title: `Reports on ${count.toLocaleString('en-GB')} obligations`,
    unit: 'milliseconds',
    contestants: {
      ...Object.fromEntries(Object.entries(questions).map(([name, { ask }]) => [name, () => took(ask)])),
      'contacts, p99 at rest': () => slowest(record),
      'contacts, p99 while asked': () => meanwhile(Object.values(figures), () => slowest(record)),
    },
    targets: [
      ...Object.entries(questions).map(([of, { atMost }]) => ({ of, over: atMost, atMost: 1 })),
      { of: 'contacts, p99 while asked', over: 'contacts, p99 at rest', atMost: 3 },
    ],
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await api.stop();
    },
  };
}

/** Reckons whatever case waits for it, as the worker would. */
async function reckonAll(url, built) {
  const [{ openDatabase, UnitOfWork, FactStore }, { reckonSome, reportedPromises }, { OwnForce, TermsStreams }] =
    await Promise.all(['event-store', 'compliance', 'commitments'].map((lib) => built(`libs/${lib}/src/index.js`)));
  const [{ demoForceFile, DirectoryHolder }, { projections }] = await Promise.all(
    ['directory', 'follow-up'].map((lib) => built(`libs/${lib}/src/index.js`)),
  );
  const database = await openDatabase({ url, asOwner: true });
  const work = new UnitOfWork(database);
  const force = new OwnForce(
    new DirectoryHolder(demoForceFile()),
    new TermsStreams(work, new FactStore(work, projections)),
  );
  const [book, actsFor] = [await force.rulebook(), force.directory.current.actsFor()];
  const by = { now: new Date().toISOString(), zone: book.zone, promised: reportedPromises(book, actsFor) };
  const some = { before: '9999-12-31T00:00:00.000Z', limit: 200 };
  while ((await work.run((manager) => reckonSome(manager, by, some))) === some.limit);
  await database.destroy();
}

function figuresOf({ get }) {
  const report = (days, groupBy, more = '', ago = 31) =>
    get(
      `/api/v1/compliance?from=${dateOf(today - (days + ago) * day)}&to=${dateOf(today - ago * day)}&groupBy=${groupBy}${more}`,
    );
  const knownAt = `&knownAt=${new Date(today - 31 * day).toISOString()}`;
  const rows = `/api/v1/compliance/obligations?from=${dateOf(today - 396 * day)}&to=${dateOf(today - 31 * day)}&status=missed&limit=50`;
  let next = '';
  return {
    'a month by area and commitment': { ask: () => report(31, 'bcu,lpt,commitment'), atMost: 300 },
    'a month before many others': { ask: () => report(31, 'bcu,lpt,commitment', '', yearsBefore * 365), atMost: 300 },
    'a year by owner and team': { ask: () => report(365, 'owner,team'), atMost: 2_000 },
    'a month as known at': { ask: () => report(31, 'bcu,lpt,commitment', knownAt), atMost: 2_000 },
    'a year by owner and team as known at': { ask: () => report(365, 'owner,team', knownAt), atMost: 2_000 },
    'a page of rows, the first': { ask: () => get(rows), atMost: 50 },
    'a page of rows, each the next': {
      ask: async () => {
        const page = JSON.parse(await get(`${rows}${next}`));
        next = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
      },
      atMost: 50,
    },
    silence: { ask: () => get('/api/v1/compliance/silence'), atMost: 100 },
  };
}

const dutyOf = ({ get }) => ({
  'the duty view': { ask: () => get('/api/v1/alerts/duty'), atMost: 100 },
  workload: { ask: () => get('/api/v1/workload'), atMost: 100 },
});

async function took(ask) {
  const began = performance.now();
  await ask();
  return performance.now() - began;
}

/** One after the other: of so many all but the slowest in a hundred took no longer. */
async function slowest(record) {
  const all = [];
  for (let one = 0; one < contactsTimed; one += 1) all.push(await took(record));
  return all.toSorted((a, b) => a - b)[Math.ceil(contactsTimed * 0.99) - 1];
}

async function meanwhile(questions, work) {
  const done = new AbortController();
  const asking = (async () => {
    for (let turn = 0; !done.signal.aborted; turn += 1) await questions[turn % questions.length].ask();
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await asking;
  }
}

function recording({ post }, people) {
  let turn = 0;
  return () => {
    const { caseId, participantId } = people[(turn += 1) % people.length];
    return post(`/api/v1/cases/${caseId}/contacts`, { ...call(participantId), tells: [] });
  };
}

/** Whom a contact can be recorded with. */
async function openPeople(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select case_id as "caseId", min(participant_id) as "participantId" from participants join cases using (case_id)
     where closed_at is null and merged_into is null and restricted_to is null and died_on is null and role = 'victim'
     group by case_id order by case_id limit ${casesWorkedOn}`,
  );
  await client.end();
  return rows;
}
