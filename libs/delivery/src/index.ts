export { mostAttempts } from './back-off.rules.js';
export { Claims } from './claims.js';
export {
  countMessages,
  listMessages,
  messageWithAttempts,
  oldestWaiting,
  resend,
  seeTo,
  unreachedAlerts,
  type AttemptView,
  type MessageCount,
  type MessageFilter,
  type MessageView,
  type UnreachedAlert,
  type UnreachedPlace,
} from './deliveries.queries.js';
export { emails, type Mail, type Mailer } from './email.js';
export { Endpoints, endpointTypes, type EndpointProblem, type EndpointView, type NewEndpoint } from './endpoints.js';
export { reachOf, type Reach } from './inward.js';
export { notifyMailer, type NotifyOptions } from './mailer.notify.js';
export { smtpMailer } from './mailer.smtp.js';
export { channels, messageStates, type Channel, type MessageState, type Outcome, type Way } from './message.js';
export { outbox, type OutboxParts } from './outbox.js';
export { Sender, type SenderOptions } from './sender.js';
export { webhooks } from './webhook.js';
