import { checkpointOf, isAfter, start, storedAfter } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { checkpointIn, sealsIn } from './log.queries.js';
import { sealing } from './sealing.js';
import type { ProofSource } from './verifying.js';

const pageSize = 4_096;

/** A database as one transaction sees it, which has to see one moment (repeatable read). */
export function databaseSource(manager: EntityManager): ProofSource {
  return {
    inOrder: false,
    async checkpoints() {
      const newest = await checkpointIn(manager);
      if (!newest) throw new Error('Nothing is sealed in this database yet.');
      const witnessed = await checkpointIn(manager, { witnessed: true });
      return [newest.cosigned, witnessed?.cosigned];
    },
    async *seals(size) {
      for (let from = 0; from < size; from += pageSize)
        yield* await sealsIn(manager, { from, to: Math.min(size, from + pageSize) });
    },
    async hashAbove({ level, index }) {
      const [row]: { hash: Buffer }[] = await manager.query(
        'select hash from sealed_subtrees where level = $1 and place = $2',
        [level, index],
      );
      return row?.hash;
    },
    async *facts() {
      const sealed = await checkpointOf(manager, sealing);
      for (let at = start; ;) {
        const { facts, places } = await storedAfter(manager, at, pageSize, { inFlight: true });
        for (const [index, fact] of facts.entries()) yield { fact, waiting: isAfter(places[index]!, sealed) };
        if (facts.length < pageSize) return;
        at = places.at(-1)!;
      }
    },
  };
}
