import { safety } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { AllowUnsafeRoute, FindRouteSafe, MarkRisk } from './safety.commands.js';

export const safetyHandlers = [
  onCase(MarkRisk, ({ request }) => {
    return (state, now) => safety.markRisk(state.case!, request, now);
  }),

  onCase(FindRouteSafe, ({ request }) => {
    return (_, now) => safety.findRouteSafe(request, now);
  }),

  onCase(AllowUnsafeRoute, ({ allowanceId, request }) => {
    return (_, now) => safety.allowUnsafeRoute({ allowanceId, ...request }, now);
  }),
];
