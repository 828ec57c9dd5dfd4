import {
  excuseObligation,
  extendClock,
  pauseClock,
  resumeClock,
  undoRuling,
  voidObligation,
  waiveObligation,
} from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import {
  ExcuseObligation,
  ExtendClock,
  PauseClock,
  ResumeClock,
  UndoRuling,
  VoidObligation,
  WaiveObligation,
} from './ruling.commands.js';

export const rulingHandlers = [
  onCase(PauseClock, ({ intent, request: { reason, from }, requester: { by } }) => {
    return (state, now, book) => pauseClock(state, { ...intent, reason, from: from ?? now, by }, book, now);
  }),

  onCase(ResumeClock, ({ intent, request: { at } }) => {
    return (state, now) => resumeClock(state, intent, at ?? now, now);
  }),

  onCase(ExtendClock, ({ intent, request: { by } }) => {
    return (state, now, book) => extendClock(state, { ...intent, by }, book, now);
  }),

  onCase(WaiveObligation, ({ intent, request: { requestedBy, at } }) => {
    return (state, now, book) => waiveObligation(state, { ...intent, requestedBy, at: at ?? now }, book, now);
  }),

  onCase(ExcuseObligation, ({ intent, request: { goodReason }, requester: { by } }) => {
    return (state, now, book) => excuseObligation(state, { ...intent, goodReason, by }, book, now);
  }),

  onCase(VoidObligation, ({ intent }) => {
    return (state, now) => voidObligation(state, intent, now);
  }),

  onCase(UndoRuling, ({ intent }) => {
    return (state, now) => undoRuling(state, intent, now);
  }),
];
