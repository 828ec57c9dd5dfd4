import { checkpointOf, storedAfter } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { checkpointIn, type SignedCheckpoint } from './log.queries.js';
import { isSignedBy, readNote, verifierKey, verifierKeyOf, type SignerKey } from './note.js';
import { sealing } from './sealing.js';

/** How far sealing has come. */
export interface SealingState {
  /** None: nothing was ever sealed. */
  readonly newest: SignedCheckpoint | undefined;
  /** The position of the first fact that readers are given and that nobody has sealed; none: all are. */
  readonly waits: string | undefined;
}

export async function sealingState(manager: EntityManager): Promise<SealingState> {
  const { facts } = await storedAfter(manager, await checkpointOf(manager, sealing), 1);
  return { newest: await checkpointIn(manager), waits: facts[0]?.position };
}

/** Whether a checkpoint is of the log that this key signs: by name and by signature. */
export function isOfLog({ origin, text }: SignedCheckpoint, signer: SignerKey): boolean {
  return origin === signer.name && isSignedBy(readNote(text), verifierKey(verifierKeyOf(signer)));
}
