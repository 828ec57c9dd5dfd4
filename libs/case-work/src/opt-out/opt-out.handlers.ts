import { optBackIn, optOut, voidOptOut } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { OptBackIn, OptOutOf, VoidOptOut } from './opt-out.commands.js';

export const optOutHandlers = [
  onCase(OptOutOf, ({ optOutId, request: { from, ...asked } }) => {
    return (state, now, book) => optOut(state.case!, { optOutId, ...asked, from: from ?? now }, book, now);
  }),

  onCase(VoidOptOut, ({ voidingId, request }) => {
    return (state, now) => voidOptOut(state.case!, { voidingId, ...request }, now);
  }),

  onCase(OptBackIn, ({ optInId, request }) => {
    return (state, now, book) => optBackIn(state.case!, { optInId, ...request, at: now }, book, now);
  }),
];
