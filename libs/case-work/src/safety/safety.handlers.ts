import { safety } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { AllowUnsafeRoute, DeclareRouteSafe, MarkRisk } from './safety.commands.js';

export const safetyHandlers = [
  onCase(MarkRisk, ({ request }) => {
    return (state, now) => safety.markRisk(state.case!, request, now);
  }),

  onCase(DeclareRouteSafe, ({ request }) => {
    return (_, now) => safety.declareRouteSafe(request, now);
  }),

  onCase(AllowUnsafeRoute, ({ allowanceId, request }) => {
    return (_, now) => safety.allowUnsafeRoute({ allowanceId, ...request }, now);
  }),
];
