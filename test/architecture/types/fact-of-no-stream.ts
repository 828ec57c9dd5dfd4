import { advance, emptyFollowUp } from '../../../libs/follow-up/src/reconcile/follow-up.state.js';

const recording = { by: 'pc-1', requestId: 'one', recorded: '2026-01-01T00:00:00.000Z' };
const vanished = { type: 'CaseVanished', data: {}, occurred: recording.recorded } as const;

/** A case is brought up to a fact that no case has. */
advance(emptyFollowUp(), [vanished], recording); // must not compile: TS2322
