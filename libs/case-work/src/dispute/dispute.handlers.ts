import { decideDispute } from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { DecideDispute } from './dispute.commands.js';

export const disputeHandlers = [
  onCase(DecideDispute, ({ request: { confirm, ...asked }, requester: { by } }) => {
    return (state, now) => decideDispute(state, { ...asked, confirmed: confirm, by }, now);
  }),
];
