import { tellSecurity } from './security-log.js';
import { untilStopped } from './stopping.js';

/**
 * Runs a part of the product as a process of its own, until that is asked to stop; the security log tells of both. The process
 * ends with 0 then, or with 1 and a sentence on standard error where something went wrong.
 */
export async function runAlone(part: string, start: () => Promise<() => Promise<void>>): Promise<never> {
  try {
    const stopped = untilStopped();
    const stop = await start();
    tellSecurity('sys_startup', [part]);
    await stopped;
    tellSecurity('sys_shutdown', [part]);
    await stop();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  process.exit(0);
}
