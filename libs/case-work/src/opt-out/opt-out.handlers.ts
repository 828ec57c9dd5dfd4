import { optBackIn, optOut, puttingRight, voidOptOut } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { throughMergers } from '../handling/through-mergers.js';
import { OptBackIn, OptOutOf, VoidOptOut } from './opt-out.commands.js';

export const optOutHandlers = [
  onCase(OptOutOf, ({ optOutId, request: { from, ...asked } }) => {
    return (state, now, book) => optOut(state.case!, { optOutId, ...asked, from: from ?? now }, book, now);
  }),

  throughMergers(VoidOptOut, {
    decide: ({ voidingId, request }, subject, now) => voidOptOut(subject, { voidingId, ...request }, now),
    cameThrough: ({ request }, subject) => puttingRight.gaveWayWithWish(request.optOutId, subject),
  }),

  onCase(OptBackIn, ({ optInId, request }) => {
    return (state, now, book) => optBackIn(state.case!, { optInId, ...request, at: now }, book, now);
  }),
];
