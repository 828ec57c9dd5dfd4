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

  onCase(EscalateUndelivered, ({ request }) => ({ case: subject, alerts, obligations }, now, book) => {
    const answering = { owner: ownerAt(subject!, now)?.staffId, area: subject!.area, book, now };
    const next = (alert: Parameters<typeof nextUp>[0]) =>
      nextUp(alert, answering, obligations.get(alert.obligationId ?? '')?.commitment);
    return escalateUndelivered(alerts, request, next, now);
  }),
];
