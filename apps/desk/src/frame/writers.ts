import { hkdfSync } from 'node:crypto';
import { secretSeal, type SecretSeal, UnreadableSecret } from '@kept-informed/runtime';

const owner = 'writer of a form';

/**
 * Seals into each form whom it was given to: what comes when they are signed out is kept for them alone, and nobody can keep
 * something for somebody else.
 */
export class Writers {
  readonly #seal: SecretSeal;

  /** `keys`: of 32 bytes each, the one that seals now first. */
  constructor(keys: readonly Buffer[]) {
    this.#seal = secretSeal(keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', owner, 32))));
  }

  sealOf(staffId: string): string {
    return this.#seal.seal(staffId, owner);
  }

  /** Undefined: nobody was given this. */
  of(sealed: string): string | undefined {
    try {
      return this.#seal.open(sealed, owner);
    } catch (error) {
      if (error instanceof UnreadableSecret) return undefined;
      throw error;
    }
  }
}
