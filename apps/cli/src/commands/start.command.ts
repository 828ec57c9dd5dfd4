import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openAs } from '@kept-informed/event-store';
import { domainOn } from '@kept-informed/follow-up';
import { keeperOf, People } from '@kept-informed/people';
import { rulebookOf } from '@kept-informed/commitments';
import { loadConfigurations, processLogger, reloadOnHangup, untilStopped } from '@kept-informed/runtime';
import { Command, Option } from 'commander';
import { ApiConfiguration } from '../../../api/src/configuration.js';
import { DeskConfiguration } from '../../../desk/src/configuration.js';
import { WorkerConfiguration } from '../../../worker/src/configuration.js';
import { generateDemo, type DemoSize } from '../demo/generate-demo.js';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { OwnerConfiguration } from '../log-ins.js';
import { bringUpToDate, erasuresOutside, openStore, writingMuch, type OpenStore } from '../store.js';

interface StartOptions extends SharedOptions {
  port?: string;
  demo?: 'none' | DemoSize;
}

/** `kept-informed start`: the whole product in one process, for a machine that has nothing else. */
export function startCommand(): Command {
  const command = new Command('start')
    .description('Start everything: database, API, desk, worker and demo data')
    .option('--port <number>', 'where the API and the desk answer (PORT; 3000)')
    .addOption(
      new Option('--demo <size>', 'demo data on an empty database (small; none with DATABASE_URL)').choices([
        'none',
        'small',
        'full',
      ]),
    )
    .action(start);
  return withShared(command).addHelpText(
    'after',
    `
Prints one line of JSON on standard output when it is ready:
  {"ready":true,"url":"http://127.0.0.1:3000","pid":4711}

Without DATABASE_URL the database is embedded and lives in KEPT_INFORMED_HOME (.kept-informed).
Without REDIS_URL the queue runs on the database. Without OIDC_ISSUER a built-in sign-in gives tokens:
  npx kept-informed token --role desk`,
  );
}

async function start({ port, demo, ...shared }: StartOptions): Promise<void> {
  const stopping = untilStopped();
  const env = environment(shared, { PORT: port });
  const [api, pages, worker, owner] = loadConfigurations(
    env,
    ApiConfiguration,
    DeskConfiguration,
    WorkerConfiguration,
    StartConfiguration,
  );
  const logger = processLogger(api.logLevel, api.production);
  const directory = new DirectoryHolder(api.forceFile ?? demoForceFile());
  // Before a database is made: a force that cannot be used stops the start without leaving anything behind.
  rulebookOf(directory.current);
  const [store, { startApi, prepareDesk, startWorker }] = await Promise.all([storeOf(owner), theApps()]);
  const [database, desks, workers] = await Promise.all([
    openAs('api', { url: store.api, name: 'kept-informed api' }),
    openAs('desk', { url: store.desk, name: 'kept-informed desk' }),
    openAs('worker', { url: store.worker, name: 'kept-informed worker' }),
  ]);
  reloadOnHangup(() => directory.reload(), logger);
  const parts = { database, directory, clock: api.clock() };
  const size = demo ?? (store.embedded ? 'small' : 'none');
  if (size !== 'none') {
    await writingMuch(store, 'demo', (database) => {
      const domain = domainOn({ ...parts, database });
      return generateDemo(size, { ...domain, people: new People(domain.work, keeperOf(api)) });
    });
  }
  const runningWorker = await startWorker({ ...parts, database: workers }, worker.queue(store.worker), worker, logger);
  const running = await startApi(parts, api, logger, (url) =>
    prepareDesk({ ...parts, database: desks }, pages, () => pages.publicUrl ?? url(), logger),
  );
  process.stdout.write(`${JSON.stringify({ ready: true, url: running.url, pid: process.pid })}\n`);
  process.stderr.write(whereToLook(running.url));
  await stopping;
  await Promise.all([running.close(), runningWorker.close()]);
  await Promise.all([database, desks, workers].map((each) => each.destroy()));
  await store.close();
}

/** Half of all there is to load: it comes while another process makes the database and starts it. */
async function theApps() {
  const apps = await Promise.all([
    import('../../../api/src/index.js'),
    import('../../../desk/src/index.js'),
    import('../../../worker/src/index.js'),
  ]);
  const [{ startApi }, { prepareDesk }, { startWorker }] = apps;
  return { startApi, prepareDesk, startWorker };
}

/** A database of one's own is brought up to date by its owner, and served by the log-ins of the two parts. */
class StartConfiguration extends OwnerConfiguration {
  override problems(): string[] {
    const missing = (name: string, url: string | undefined) =>
      this.databaseUrl !== undefined && url === undefined
        ? [`${name}: Missing. Beside DATABASE_URL, the tables' owner, it says who serves.`]
        : [];
    return [
      ...super.problems(),
      ...missing('API_DATABASE_URL', this.apiUrl),
      ...missing('DESK_DATABASE_URL', this.deskUrl),
      ...missing('WORKER_DATABASE_URL', this.workerUrl),
    ];
  }
}

async function storeOf(configuration: StartConfiguration): Promise<OpenStore> {
  const { databaseUrl, apiUrl: api, deskUrl: desk, workerUrl: worker } = configuration;
  if (databaseUrl === undefined) return openStore(configuration);
  const erased = erasuresOutside(configuration);
  await bringUpToDate(databaseUrl, { api, desk, worker }, () => keeperOf(configuration), erased);
  return { ...(await openStore(configuration)), api: api!, desk: desk!, worker: worker! };
}

function whereToLook(url: string): string {
  return `
Kept Informed is running. Look at it in a browser, and choose who to be:

  ${url}

  API        ${url}/api/v1
  Browse it  ${url}/api/docs
  Token      npx kept-informed token --role desk --url ${url}
  Health     ${url}/health/ready   Metrics  ${url}/metrics with a token of --role service
Stop it with Ctrl-C.

`;
}
