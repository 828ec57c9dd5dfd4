import { hkdfSync } from 'node:crypto';
import { secretSeal, type SecretSeal, UnreadableSecret } from '@kept-informed/runtime';

const owner = 'writer of a form';

/** A form that was left open over a long weekend still keeps what is typed into it; one of last month does not. */
const keepsForMs = 7 * 24 * 60 * 60_000;

/** Whom a form was given to. */
export interface FormWriter {
  readonly staffId: string;
  /** What comes from them while nobody, or somebody else, is signed in is kept for them. */
  readonly keeps: boolean;
}

/**
 * Seals into each form whom it was given to and when: what comes when they are signed out is kept for them alone, and nobody can
 * keep something for somebody else. A week later nothing is kept by it any more, as whoever came by it since could keep something
 * for them for ever; whose form it is it tells all the same, so that it is recorded in nobody else's name.
 */
export class Writers {
  readonly #seal: SecretSeal;

  /** `keys`: of 32 bytes each, the one that seals now first. */
  constructor(keys: readonly Buffer[]) {
    this.#seal = secretSeal(keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', owner, 32))));
  }

  sealOf(staffId: string): string {
    return this.#seal.seal(`${Date.now()} ${staffId}`, owner);
  }

  /** Undefined: nobody was given this. */
  of(sealed: string): FormWriter | undefined {
    try {
      const [, givenAt = '', staffId = ''] = /^(\d+) (.+)$/s.exec(this.#seal.open(sealed, owner)) ?? [];
      return staffId === '' ? undefined : { staffId, keeps: Date.now() - Number(givenAt) < keepsForMs };
    } catch (error) {
      if (error instanceof UnreadableSecret) return undefined;
      throw error;
    }
  }
}
