import { idOf } from '../cases/addressed.js';
import type { CounterPlace } from './checked.js';

/** Whom the counter's pages let in, and that they are about people. */
export const atCounter = { roles: ['counter', 'desk', 'supervisor'], about: 'case', people: true } as const;

/** Whom an address is about. */
export const placeIn = ({ caseId, participantId }: CounterPlace): CounterPlace => ({
  caseId: idOf(caseId),
  participantId: idOf(participantId),
});
