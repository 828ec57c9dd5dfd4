export { forgetMessages } from './forget-messages.js';
export { Leases } from './leases.js';
export {
  countMessages,
  deliveriesOf,
  listMessages,
  messageWithAttempts,
  oldestWaiting,
  resend,
  type AttemptView,
  type DeliveryView,
  type MessageView,
} from './deliveries.queries.js';
export { emails, type LetterParts, type Mailer } from './email.js';
export { Endpoints, endpointTypes, type EndpointView } from './endpoints.js';
export { allowedNetworks } from './private-network.js';
export { notifyMailer } from './mailer.notify.js';
export { smtpMailer } from './mailer.smtp.js';
export { channels, messageStates, type Channel, type MessageState } from './message.js';
export { outbox } from './outbox.js';
export { Sender } from './sender.js';
export { seeTo, unreachedAlerts, type UnreachedAlert, type UnreachedPlace } from './unreached.queries.js';
export { unreadableSecrets } from './unreadable-secrets.queries.js';
export { webhooks } from './webhook.js';
