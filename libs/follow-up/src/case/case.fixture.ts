import { given } from '../../../../test/support/given.js';
import { caseOpened, instant, joined, type PastFact } from '../../../../test/support/facts.js';
import type { Case } from './case.state.js';

export const now = instant('2026-03-10T12:00:00Z');
export const future = instant('2026-03-10T12:00:00.001Z');
export const opened = '2026-03-01T10:00:00Z';
export const early = instant('2026-03-01T09:59:59.999Z');
export const state = (...told: PastFact[]): Case => given(caseOpened(opened), joined('vic', opened), ...told).case!;

export const inFuture = (field: string) => ({ code: 'in-the-future', kind: 'unprocessable', field });
export const beforeCase = (field: string) => ({ code: 'before-case', kind: 'unprocessable', field });
export const unknownParticipant = { code: 'unknown-participant', kind: 'not-found' };
