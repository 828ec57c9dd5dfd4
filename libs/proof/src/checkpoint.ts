import { sign, verify } from 'node:crypto';
import type { TreeHead } from './merkle.js';
import {
  readNote,
  signatureLine,
  signatureTypes,
  signedNote,
  type NoteSignature,
  type SignedNote,
  type SignerKey,
  type VerifierKey,
} from './note.js';

/** What a log says of itself at a size (C2SP tlog-checkpoint). */
export interface LogHead extends TreeHead {
  /** The name of the log, the same for ever. */
  readonly origin: string;
}

export function checkpointNote({ size, root }: TreeHead, signer: SignerKey): string {
  return signedNote(`${signer.name}\n${size}\n${root.toString('base64')}\n`, signer);
}

/** Throws where it is no checkpoint. Whether it is signed is not asked. */
export function readCheckpoint(text: string): { readonly checkpoint: LogHead; readonly note: SignedNote } {
  const note = readNote(text);
  const [origin = '', count = '', encoded = ''] = note.text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const isWhole = origin !== '' && /^(0|[1-9]\d{0,14})$/.test(count) && root.length === 32;
  if (!isWhole || root.toString('base64') !== encoded) throw new Error('This is no checkpoint');
  return { checkpoint: { origin, size: Number(count), root }, note };
}

/** A witness's line below a checkpoint: this was the log as it had seen it by then (C2SP tlog-cosignature). */
export function cosignatureLine(noteText: string, seconds: number, witness: SignerKey): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, cosigned(noteText, BigInt(seconds)), witness.key);
  return signatureLine(witness, signatureTypes.witness, Buffer.concat([time, signature]));
}

/** When a witness says that it cosigned, in seconds since 1970; undefined where it is not its signature of this text. */
export function cosignedAt(
  noteText: string,
  { name, keyId, bytes }: NoteSignature,
  witness: VerifierKey,
): number | undefined {
  if (name !== witness.name || keyId !== witness.id || bytes.length !== 72) return undefined;
  const seconds = bytes.readBigUInt64BE(0);
  const holds = verify(null, cosigned(noteText, seconds), witness.key, bytes.subarray(8));
  return holds ? Number(seconds) : undefined;
}

const cosigned = (noteText: string, seconds: bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${noteText}`);
