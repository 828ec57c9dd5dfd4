import { breakGlass, liftRestriction, restrictCase } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { BreakGlass, LiftRestriction, RestrictCase } from './restriction.commands.js';

export const restrictionHandlers = [
  onCase(RestrictCase, ({ request }, force) => {
    request.staffIds.forEach((staffId, index) => force.requireStaff(staffId, `/staffIds/${index}`));
    return (state, now) => restrictCase(state.case!, request, now);
  }),

  onCase(LiftRestriction, ({ request }) => {
    return (state, now) => liftRestriction(state.case!, request, now);
  }),

  onCase(BreakGlass, ({ breakId, request, requester: { by: staffId } }) => {
    return (state, now, book) => breakGlass(state.case!, { staffId, breakId, ...request }, book, now);
  }),
];
