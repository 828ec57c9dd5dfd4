import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** Those that were begun by the spec file that is under way, its runner's own among them. */
const begun = new Set();

/** Node 20 keeps each storage that was ever used, and every promise of the process pays for every one of them. */
if ('enabled' in new AsyncLocalStorage())
  for (const name of ['run', 'enterWith']) {
    const original = AsyncLocalStorage.prototype[name];
    AsyncLocalStorage.prototype[name] = function (...given) {
      if (!this.enabled) begun.add(this);
      return original.apply(this, given);
    };
  }

/** As Node is, without what spec files before left behind: with 150 of their storages each `await` takes forty times as long. */
export default class extends TestEnvironment {
  async teardown() {
    for (const storage of begun) storage.disable();
    begun.clear();
    await super.teardown();
  }
}
