import { leaveMessage } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { LeaveMessage } from './message.commands.js';

export const messageHandlers = [
  onCase(LeaveMessage, ({ messageId, request }) => {
    return (state, now) => leaveMessage(state.case!, { messageId, ...request }, now);
  }),
];
