import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A text with signatures below it (C2SP signed-note). The text ends in a new line. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Buffer;
  /** As it stands in the note, with its new line. */
  readonly line: string;
}

/** Types of signatures: a log's own, and a witness's with its time. */
export const signatureTypes = { log: 1, witness: 4 } as const;

/** A public key by which signatures of one type under one name are checked. */
export interface VerifierKey {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly type: number;
  readonly key: KeyObject;
}

/** A private key with the name that it signs under. */
export interface SignerKey {
  readonly name: string;
  readonly key: KeyObject;
}

/** An Ed25519 key from its 32 bytes. Throws where the name cannot stand in a note. */
export function signerKey(name: string, seed: Buffer): SignerKey {
  if (!isKeyName(name)) throw new Error('Expected a name without spaces and plus signs');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  return { name, key };
}

const isKeyName = (text: string): boolean => /^[^\s+\p{Z}\p{Cc}]+$/u.test(text);
/** What stands before the 32 bytes of an Ed25519 key in DER: a private one, a public one (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** The public half, to be given to whoever checks. */
export function verifierKeyOf({ name, key }: SignerKey, type: number = signatureTypes.log): string {
  const bytes = Buffer.concat([
    Buffer.of(type),
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  ]);
  return `${name}+${keyId(name, bytes)}+${bytes.toString('base64')}`;
}

const keyId = (name: string, typeAndKey: Buffer): string =>
  createHash('sha256').update(`${name}\n`).update(typeAndKey).digest('hex').slice(0, 8);

/** Reads a verifier key (`name+id+base64`). Throws where it is none of an Ed25519 key of that type, and says nothing of it. */
export function verifierKey(text: string, type: number = signatureTypes.log): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = isKeyName(name) && bytes.length === 33 && bytes.toString('base64') === encoded;
  if (!isWhole || bytes[0] !== type || keyId(name, bytes) !== id)
    throw new Error(`Expected a verifier key of type ${type}, as name+id+key`);
  const key = createPublicKey({ key: Buffer.concat([spki, bytes.subarray(1)]), format: 'der', type: 'spki' });
  return { name, id, type, key };
}

/** The text with a signature of this key. */
export function signedNote(text: string, signer: SignerKey): string {
  return `${text}\n${signatureLine(signer, signatureTypes.log, sign(null, Buffer.from(text), signer.key))}`;
}

export function signatureLine(signer: SignerKey, type: number, bytes: Buffer): string {
  const id = verifierKeyOf(signer, type).split('+')[1]!;
  return `— ${signer.name} ${Buffer.concat([Buffer.from(id, 'hex'), bytes]).toString('base64')}\n`;
}

/** Throws where it is no signed note. */
export function readNote(note: string): SignedNote {
  const end = note.lastIndexOf('\n\n');
  const below = note.slice(end + 2);
  if (end < 1 || !below.endsWith('\n')) throw new Error('This is no signed note');
  return { text: note.slice(0, end + 1), signatures: signaturesIn(below) };
}

/** Throws where a line is no signature. */
export function signaturesIn(lines: string): readonly NoteSignature[] {
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, name = '', encoded = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
      const bytes = Buffer.from(encoded, 'base64');
      if (!isKeyName(name) || bytes.length < 5) throw new Error('This is no signature of a note');
      return { name, keyId: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4), line: `${line}\n` };
    });
}

/** Whether a text is signed by this key; a signature of its own that does not hold makes it false whatever else there is. */
export function isSignedBy({ text, signatures }: SignedNote, key: VerifierKey): boolean {
  const own = signatures.filter((one) => one.name === key.name && one.keyId === key.id);
  return own.length > 0 && own.every(({ bytes }) => verify(null, Buffer.from(text), key.key, bytes));
}
