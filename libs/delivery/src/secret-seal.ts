import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** Keeps secrets so that the database alone tells nobody what they are. */
export interface SecretSeal {
  /** Sealed for its owner: in another's place it does not open. */
  seal(secret: string, owner: string): string;
  /** Throws {@link UnreadableSecret} where no key that is held opens it. */
  open(sealed: string, owner: string): string;
}

/** A secret that was sealed with a key that is not held, for somebody else, or that was changed. */
export class UnreadableSecret extends Error {
  readonly code = 'secret-unreadable';
}

/** Seals with the first of these keys, of 32 bytes each, and opens what any of them has sealed. */
export function secretSeal(keys: readonly Buffer[]): SecretSeal {
  const named = new Map(keys.map((key) => [nameOf(key), key]));
  const [current] = keys;
  return {
    seal: (secret, owner) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, current!, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${nameOf(current!)}.${sealed.toString('base64url')}`;
    },
    open: (text, owner) => {
      const [name, sealed] = text.split('.') as [string, string?];
      const key = named.get(name);
      if (!key || sealed === undefined) throw new UnreadableSecret('It was sealed with a key that is not held.');
      return opened(Buffer.from(sealed, 'base64url'), key, owner);
    },
  };
}

function opened(sealed: Buffer, key: Buffer, owner: string): string {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    throw new UnreadableSecret('It was changed, or sealed for somebody else.');
  }
}

/** Tells keys apart, and nothing of them. */
const nameOf = (key: Buffer): string => hash('sha256', key, 'hex').slice(0, 8);
