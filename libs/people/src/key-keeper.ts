import { secretSeal } from '@kept-informed/runtime';

/**
 * Wraps the keys of people by a key that never lies in the database: one that is held by this process, or that of a key
 * management service (docs/privacy.md says how one is put in). What is wrapped names the key that wrapped it: `name.…`, and is
 * asked for again and again, so that the name must stay. Whoever does not answer in time is taken to be away.
 */
export interface KeyKeeper {
  /** The name of the key that wraps now. */
  current(): Promise<string>;
  /** Wrapped for its owner: in another's place it does not open. Throws {@link KeysAway}. */
  wrap(key: Buffer, owner: string): Promise<string>;
  /** Throws `UnreadableSecret` where no key that it has opens it, and {@link KeysAway}. */
  unwrap(wrapped: string, owner: string): Promise<Buffer>;
  /** Throws {@link KeysAway} where nothing could be wrapped now. */
  check(): Promise<void>;
}

/** The service that keeps the key does not answer. */
export class KeysAway extends Error {
  readonly code = 'keys-away';
}

/** Wraps with the first of these keys, of 32 bytes each, and unwraps what any of them has wrapped. */
export function heldKeys(keys: readonly Buffer[]): KeyKeeper {
  const seal = secretSeal(keys);
  return {
    current: async () => seal.current,
    wrap: async (key, owner) => seal.seal(key.toString('base64'), owner),
    unwrap: async (wrapped, owner) => Buffer.from(seal.open(wrapped, owner), 'base64'),
    check: async () => {},
  };
}

/** Who wraps by what a process is given: the one place where another keeper is put in. */
export const keeperOf = (configuration: { peopleKeys(): readonly Buffer[] }): KeyKeeper =>
  heldKeys(configuration.peopleKeys());

/** For a process that has no business with people. */
export const noKeys: KeyKeeper = {
  current: refuseAlways,
  wrap: refuseAlways,
  unwrap: refuseAlways,
  check: refuseAlways,
};

async function refuseAlways(): Promise<never> {
  throw new KeysAway('This process was given no key of people.');
}
