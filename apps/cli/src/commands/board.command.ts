import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rules } from '@kept-informed/fields';
import { loadConfiguration, untilStopped } from '@kept-informed/runtime';
import { Command } from 'commander';
import { WorkerConfiguration } from '../../../worker/src/configuration.js';
import { openBoard } from '../../../worker/src/index.js';
import { newKey, onlyWithKey } from '../board/board-key.js';
import { runningWorkerUrl } from '../log-ins.js';
import { environment, optionBy } from '../environment.js';

interface BoardOptions {
  home?: string;
  port: number;
}

/** `kept-informed board`: the queue's own pages, for whoever may log in on the server. */
export function boardCommand(): Command {
  return new Command('board')
    .description('Show the queue, its jobs and workers in a browser on this machine; changes nothing')
    .option('--home <folder>', 'where the embedded database and keys live (KEPT_INFORMED_HOME)')
    .option(
      '--port <number>',
      'where it answers, on 127.0.0.1 only; 0: any that is free',
      optionBy<number>(rules.int({ max: 65_535 })),
      3999,
    )
    .action(run)
    .addHelpText(
      'after',
      `
Give it the environment of the workers; without DATABASE_URL it looks at the queue of a Kept Informed that runs on
this home. Prints an address with a key that holds until it is stopped; without the key it shows nothing.`,
    );
}

async function run({ home, port }: BoardOptions): Promise<void> {
  const stopping = untilStopped();
  const configuration = loadConfiguration(WorkerConfiguration, environment({ home }));
  const url = configuration.databaseUrl ?? runningWorkerUrl(configuration.homeFolder);
  if (!url && !configuration.redisUrl)
    throw new Error('No Kept Informed runs on this home, and DATABASE_URL is not set.');
  const board = await openBoard(configuration.queue(url ?? ''), configuration.queuePrefix);
  const key = newKey();
  const server = createServer(onlyWithKey(key, board.answer)).listen(port, '127.0.0.1');
  await once(server, 'listening');
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?key=${key}\n`);
  await stopping;
  server.closeAllConnections();
  server.close();
  await board.close();
}
