import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** Keeps secrets so that the database alone tells nobody what they are. */
export interface SecretSeal {
  /** The name of the key that seals now. */
  readonly current: string;
  /** Sealed for its owner: in another's place it does not open. */
  seal(secret: string, owner: string): string;
  /** Throws {@link UnreadableSecret} where no key that is held opens it. */
  open(sealed: string, owner: string): string;
}

/** What was sealed with a key that is not held, for somebody else, or was changed. */
export class UnreadableSecret extends Error {
  readonly code = 'secret-unreadable';
}

/** Seals with the first of these keys, of 32 bytes each, and opens what any of them has sealed. */
export function secretSeal(keys: readonly Buffer[]): SecretSeal {
  const named = new Map(keys.map((key) => [nameOf(key), key]));
  const [current] = keys;
  const name = nameOf(current!);
  return {
    current: name,
    seal: (secret, owner) => `${name}.${sealedWith(current!, secret, owner).toString('base64url')}`,
    open: (text, owner) => {
      const [by, sealed] = text.split('.') as [string, string?];
      const key = named.get(by);
      if (!key || sealed === undefined) throw new UnreadableSecret('It was sealed with a key that is not held.');
      return openedWith(key, Buffer.from(sealed, 'base64url'), owner);
    },
  };
}

/** A text sealed with a key of 32 bytes for its owner: in another's place it does not open. */
export function sealedWith(key: Buffer, text: string, owner: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(owner));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed with this key for this owner; throws {@link UnreadableSecret} for anything else. */
export function openedWith(key: Buffer, sealed: Buffer, owner: string): string {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-tagBytes));
    return decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new UnreadableSecret('It was changed, or sealed for somebody else.');
  }
}

/** Tells keys apart, and nothing of them. */
const nameOf = (key: Buffer): string => hash('sha256', key, 'hex').slice(0, 8);
