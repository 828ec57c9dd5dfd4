import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import { ownerAt } from '../case/case.state.js';
import { wasMade } from '../contact/attempt-or-reached.rules.js';
import type { LeftMessage } from '../contact/contact.state.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { AlertCleared, AlertWithdrawn, ConcernRaised } from './alert.events.js';
import { isLive } from './alert.state.js';
import type { ConcernQuestion } from './concern-question.state.js';
import { recipientOf } from './ladder.rules.js';

/**
 * Whoever has the case is told once of each message that was left for them; where nobody has it, the supervisor of the area.
 * It ends when they say that they know, or whoever left it is called back. With a merger messages go to the other case.
 */
export function messageAlerts(question: ConcernQuestion): NewFactOf<ConcernRaised | AlertCleared | AlertWithdrawn>[] {
  const { subject, alerts, now } = question;
  const left = subject.messages.map((message) => ({ message, alert: alerts.raised.get(alertIdOf(message, subject)) }));
  return left.flatMap(({ message, alert }): NewFactOf<ConcernRaised | AlertCleared | AlertWithdrawn>[] => {
    const isAnswered = alert?.status === 'acknowledged' || wasCalledBack(message, subject);
    if (!alert) return isAnswered || subject.merged ? [] : [raising(message, question)];
    const { alertId } = alert;
    if (!isLive(alert)) return [];
    if (isAnswered) return [{ type: 'AlertCleared', data: { alertId }, occurred: now }];
    return subject.merged
      ? [{ type: 'AlertWithdrawn', data: { alertId, reason: 'no-longer-owed' }, occurred: now }]
      : [];
  });
}

const alertIdOf = ({ messageId }: LeftMessage, { caseId }: CaseHistory): string =>
  idOf('alert', caseId, messageId, 'message-left');

function wasCalledBack({ participantId, occurred }: LeftMessage, { contacts }: CaseHistory): boolean {
  if (participantId === undefined) return false;
  return contacts.some(
    (one) =>
      one.direction === 'outbound' &&
      one.occurred >= occurred &&
      wasMade(one) &&
      one.participantIds.includes(participantId),
  );
}

function raising(message: LeftMessage, { subject, book, now, grace }: ConcernQuestion): NewFactOf<ConcernRaised> {
  const { messageId, recorded } = message;
  const answering = { owner: ownerAt(subject, now)?.staffId, area: subject.area };
  const recipient = recipientOf('owner', answering, book, now);
  const caughtUp = Date.parse(now) - Date.parse(recorded) > grace;
  const data = { alertId: alertIdOf(message, subject), messageId, rung: 'message-left', recipient, caughtUp };
  return { type: 'ConcernRaised', data, occurred: recorded };
}
