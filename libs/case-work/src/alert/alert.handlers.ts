import {
  acknowledgeAlert,
  escalateUndelivered,
  handOverAlert,
  nextUp,
  ownerAt,
  snoozeAlert,
} from '@kept-informed/follow-up';
import { onCase } from '../handling/case.handler.js';
import { AcknowledgeAlert, EscalateUndelivered, HandOverAlert, SnoozeAlert } from './alert.commands.js';

export const alertHandlers = [
  onCase(AcknowledgeAlert, ({ request: { plan = false, ...acknowledged } }) => {
    return ({ alerts }, now) => acknowledgeAlert(alerts, { ...acknowledged, withPlan: plan }, now);
  }),

  onCase(
    SnoozeAlert,
    ({ request }) =>
      ({ alerts }, now) =>
        snoozeAlert(alerts, request, now),
  ),

  onCase(HandOverAlert, ({ request }, force) => {
    force.requireStaff(request.to, '/to');
    return ({ alerts }, now) => handOverAlert(alerts, request, now);
  }),

  onCase(EscalateUndelivered, ({ request }) => ({ case: subject, alerts }, now, book) => {
    const answering = { owner: ownerAt(subject!, now)?.staffId, area: subject!.area, book, now };
    return escalateUndelivered(alerts, request, (alert) => nextUp(alert, answering), now);
  }),
];
