import { generateDemonstration } from './support/demonstration.mjs';
import { copyFacts } from './support/copied-facts.mjs';
import { makeLogIns } from '../support/log-ins.mjs';

const wanted = Number(process.env.BENCH_CASES ?? 40_000);
const day = 86_400_000;
const dateOf = (ms) => new Date(ms).toISOString().slice(0, 10);
/** What the demonstration of a whole force lives through. */
const period = { from: dateOf(Date.now() - 61 * day), to: dateOf(Date.now() - day) };

/**
 * What a draft would have made of so many cases, as the worker answers it: by threads on two cores, from the facts of the
 * demonstration of a whole force, copied by SQL; and the processor time that each case takes.
 */
export async function bench({ server, built }) {
  const [events, directory, commitments, whatIf] = await Promise.all(
    ['event-store', 'directory', 'commitments', 'what-if'].map((lib) => built(`libs/${lib}/src/index.js`)),
  );
  const url = await server.database();
  await makeLogIns(url);
  await generateDemonstration(url);
  const cases = await copyFacts(url, wanted);
  console.log(`what-if: ${cases} cases`);
  const database = await events.openDatabase({ url });
  const holder = new directory.DirectoryHolder(directory.demoForceFile());
  const work = new events.UnitOfWork(database);
  const clock = { now: () => new Date().toISOString() };
  const terms = new commitments.TermsStreams(work, new events.FactStore(work));
  const force = new commitments.OwnForce(holder, terms);
  const whatIfs = new whatIf.WhatIfs({ work, terms, force, clock });
  const runs = new whatIf.WhatIfRuns({ database, work, directory: holder, clock });
  const held = commitments.policyOf(commitments.latestTerms(await force.rulebook()));
  const [soon, ...rungs] = held.ladder;
  const drafts = {
    'a rung otherwise': { ...held, ladder: [{ ...soon, days: -2 }, ...rungs] },
    'one promise otherwise': { ...held, dayKinds: { 'QOS-FB-REPLY': 'working' } },
    'editions given up': { ...held, adopts: ['qos-2006'] },
  };
  const contestants = {};
  for (const [name, content] of Object.entries(drafts)) {
    const asker = { by: 'bench', requestId: 'bench' };
    const { facts } = await terms.change(
      'policy',
      (versions) => commitments.draftVersion('policy', versions, { content, asker }, clock.now()),
      asker,
      clock.now(),
    );
    const { versionId } = facts[0].data;
    contestants[name] = async () => {
      const id = await whatIfs.ask({ ...period, kind: 'policy', versionId, reach: 'recompute-all' }, 'bench');
      const [began, before] = [performance.now(), process.cpuUsage()];
      await runs.next();
      const [seconds, { user, system }] = [(performance.now() - began) / 1000, process.cpuUsage(before)];
      const { answer, trouble } = await whatIfs.find(id);
      if (answer?.cases !== cases) throw new Error(`Not answered: ${trouble}, ${answer?.cases} cases.`);
      return { [name]: seconds, [`${name}, ms of processor a case`]: (user + system) / 1000 / cases };
    };
  }
  return {
    title: `What a draft would have made of ${cases.toLocaleString('en-GB')} cases`,
    unit: 'seconds',
    contestants,
    targets: Object.keys(drafts).map((of) => ({ of, over: 120, atMost: 1 })),
    close: () => database.destroy(),
  };
}
