import { onOneConnection } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { checkpointIn, hashesOver, sealOf, type Seal, type SignedCheckpoint } from './log.queries.js';
import { consistencyPath, inclusionPath } from './merkle.js';

/** That a fact has its place in the log of the newest checkpoint. */
export interface InclusionProof extends Seal {
  readonly checkpoint: SignedCheckpoint;
  /** From the bottom up (RFC 6962, 2.1.1). */
  readonly hashes: readonly Buffer[];
}

/** Undefined where no fact of this position is sealed. */
export function inclusionOf(asked: EntityManager, position: string): Promise<InclusionProof | undefined> {
  return onOneConnection(asked, async (manager) => {
    const seal = await sealOf(manager, position);
    // Read after it, so that the log of this checkpoint holds it.
    const checkpoint = seal && (await checkpointIn(manager));
    if (!checkpoint) return undefined;
    return { ...seal, checkpoint, hashes: await hashesOver(manager, inclusionPath(seal.leaf, checkpoint.size)) };
  });
}

/** That the log of a size begins with all of an older one, from the bottom up (RFC 6962, 2.1.2). The log has to be as large. */
export function consistencyOf(
  asked: EntityManager,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Buffer[]> {
  return onOneConnection(asked, (manager) => hashesOver(manager, consistencyPath(from, to)));
}
