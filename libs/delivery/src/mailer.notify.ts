import { NotifyClient } from 'notifications-node-client';
import type { Mailer } from './email.js';
import type { SendOutcome } from './message.js';

export interface NotifyOptions {
  readonly apiKey: string;
  /** A template of the service with the fields `subject` and `message`. */
  readonly templateId: string;
  /** Notify's own address unless said otherwise. */
  readonly url?: string;
}

const silence = { timeout: 10_000, maxRedirects: 0, maxContentLength: 256 * 1024 };

/**
 * Sends by GOV.UK Notify. Notify does not refuse a reference that it has seen, so before a further attempt it is asked
 * whether the one before got there (DFE-Digital/apply-for-teacher-training#1928).
 */
export function notifyMailer({ apiKey, templateId, url }: NotifyOptions): Mailer {
  const client = () => (url ? new NotifyClient(url, apiKey) : new NotifyClient(apiKey));
  return {
    async send({ to, subject, text, messageId, attempt }, signal) {
      const notify = cutBy(client(), signal);
      try {
        if (attempt > 1 && (await hasArrived(notify, messageId))) return { state: 'sent' };
        await notify.sendEmail(templateId, to, { personalisation: { subject, message: text }, reference: messageId });
        return { state: 'sent' };
      } catch (error) {
        signal.throwIfAborted();
        return failure(error as NotifyError);
      }
    },
  };
}

type RestClient = (options: object) => Promise<unknown>;

/** The client waits for ever by itself. */
function cutBy(client: NotifyClient, signal: AbortSignal): NotifyClient {
  const { apiClient } = client as unknown as { apiClient: { restClient: RestClient } };
  const ask = apiClient.restClient;
  apiClient.restClient = (options) => ask({ ...options, ...silence, signal });
  return client;
}

async function hasArrived(client: NotifyClient, reference: string): Promise<boolean> {
  const { data } = await client.getNotifications('email', undefined, reference);
  return data.notifications.length > 0;
}

interface NotifyError {
  readonly code?: string;
  readonly response?: {
    readonly status: number;
    readonly data?: { readonly errors?: readonly { message?: string }[] };
  };
}

function failure({ response, code }: NotifyError): SendOutcome {
  if (!response) return { state: 'failed', reason: (code ?? 'failed').toLowerCase() };
  const reason = `notify-${response.status}`;
  const aboutAddress = response.data?.errors?.some(({ message }) => message?.startsWith('email_address '));
  if (response.status === 400 && aboutAddress) return { state: 'undeliverable', reason };
  return { state: 'failed', reason };
}
