import type { EntityManager } from 'typeorm';
import { cosignedAt, readCheckpoint } from './checkpoint.js';
import { checkpointIn, hashesOver, type SignedCheckpoint } from './log.queries.js';
import { consistencyPath } from './merkle.js';
import { signaturesIn, signatureTypes, verifierKey, type VerifierKey } from './note.js';

/** Somebody outside who remembers how large the log was, and signs only what begins with that (C2SP tlog-witness). */
export interface Witness {
  readonly key: VerifierKey;
  /** What `/add-checkpoint` is added to. */
  readonly url: string;
}

/** Witnesses from a text: of each its public key and its address, divided by commas. Throws where one cannot be read. */
export function witnessesIn(text: string): readonly Witness[] {
  return text.split(',').map((one) => {
    const [key = '', url = '', ...rest] = one.trim().split(/\s+/);
    if (rest.length > 0 || !/^https?:/.test(url) || !URL.canParse(url))
      throw new Error('Expected of each witness its key and its address, divided by commas');
    return { key: verifierKey(key, signatureTypes.witness), url: url.replace(/\/$/, '') };
  });
}

const patience = 10_000;

/**
 * Has a witness cosign the newest checkpoint, unless it has. Answers whether it was asked. Throws where it does not answer
 * or refuses, and where it remembers a larger log than this: then the end of this one was cut off.
 */
export async function haveCosigned(manager: EntityManager, witness: Witness): Promise<boolean> {
  const newest = await checkpointIn(manager);
  const known = await cosignedSize(manager, witness);
  if (!newest || known === newest.size) return false;
  let answer = await submit(manager, witness, newest, known);
  if (answer.status === 409)
    answer = await submit(manager, witness, newest, await rememberedBy(answer, witness, newest));
  if (answer.status !== 200) throw new Error(`${witness.key.name} refused the checkpoint (${answer.status})`);
  const { note } = readCheckpoint(newest.text);
  const own = signaturesIn(await answer.text()).find((one) => cosignedAt(note.text, one, witness.key) !== undefined);
  if (!own) throw new Error(`${witness.key.name} gave no signature of its own`);
  await manager.query('insert into cosignatures (size, witness, line) values ($1, $2, $3) on conflict do nothing', [
    newest.size,
    witness.key.name,
    own.line,
  ]);
  return true;
}

async function cosignedSize(manager: EntityManager, { key }: Witness): Promise<number> {
  const [row] = await manager.query('select max(size) as size from cosignatures where witness = $1', [key.name]);
  return Number(row.size ?? 0);
}

async function rememberedBy(answer: Response, { key }: Witness, newest: SignedCheckpoint): Promise<number> {
  const size = Number(/^(\d{1,15})\n$/.exec(await answer.text())?.[1] ?? Number.NaN);
  if (Number.isNaN(size)) throw new Error(`${key.name} does not say which size it remembers`);
  if (size > newest.size) throw new Error(`${key.name} remembers this log at ${size} facts, and it has ${newest.size}`);
  return size;
}

async function submit(
  manager: EntityManager,
  { url }: Witness,
  newest: SignedCheckpoint,
  old: number,
): Promise<Response> {
  const proof = await hashesOver(manager, consistencyPath(old, newest.size));
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', newest.text];
  return fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: lines.join('\n'),
    signal: AbortSignal.timeout(patience),
  });
}
