import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { UnitOfWork } from '@kept-informed/event-store';
import type { Clock } from '@kept-informed/calendar';
import { addressesOf, hostOf, PrivateAddress, reachableWithin, type AllowedNetworks } from './private-network.js';
import type { Message, SendOutcome, ChannelSender } from './message.js';
import { signed } from './webhook-signature.js';

const find = `select url, secret, case when previous_until > $2 then previous_secret end as previous
  from webhook_endpoints where endpoint_id = $1 and removed_at is null`;

/** Sends events to the endpoints of other systems. */
export function webhooks(work: UnitOfWork, clock: Clock, networks: AllowedNetworks): ChannelSender {
  const mayReach = reachableWithin(networks);
  return {
    async send({ recipient, eventId, body }: Message, signal): Promise<SendOutcome> {
      const [endpoint] = await work.manager.query(find, [recipient, clock.now()]);
      if (!endpoint) return { state: 'not-needed' };
      const { url, secret, previous } = endpoint as { url: string; secret: string; previous: string | null };
      const text = JSON.stringify(body);
      // Receivers compare with their own clock, so this is the real time, whatever the product's clock shows.
      const headers = signed(eventId!, Math.floor(Date.now() / 1000), text, previous ? [secret, previous] : [secret]);
      return post(new URL(url), text, headers, { mayReach, signal });
    },
  };
}

interface PostOptions {
  readonly mayReach: (address: string) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Posts and goes by the status alone: of the answer nothing is read, so it may be as long and as slow as it likes. The
 * connection is made to an address that was looked at, not to a name that may lead elsewhere a moment later.
 */
async function post(
  url: URL,
  body: string,
  headers: Record<string, string>,
  { mayReach, signal }: PostOptions,
): Promise<SendOutcome> {
  try {
    const [{ address, family }] = (await untilCut(addressesOf(hostOf(url), mayReach), signal)) as [
      { address: string; family: number },
    ];
    return outcomeOf(await answerTo(url, body, headers, { address, family, signal }));
  } catch (error) {
    if (error instanceof PrivateAddress) return { state: 'failed', reason: 'inward-address' };
    throw error;
  }
}

/** A look-up cannot be called off, but it need not be waited for. */
function untilCut<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    answer.then(resolve, reject);
  });
}

interface ReceiverAnswer {
  readonly status: number;
  readonly retryAfter?: string;
}

function answerTo(
  url: URL,
  body: string,
  headers: Record<string, string>,
  { address, family, signal }: { address: string; family: number; signal: AbortSignal },
): Promise<ReceiverAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const type = { 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'kept-informed' };
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      headers: { ...type, ...length, ...headers },
      // One connection for one message: nothing that a receiver adds to its answer is taken for the next one's.
      agent: false,
      lookup: (_host, options, found) =>
        options.all ? found(null, [{ address, family }]) : found(null, address, family),
      signal,
    });
    request.once('response', (response: IncomingMessage) => {
      const { statusCode = 0, headers: answered } = response;
      resolve({ status: statusCode, retryAfter: answered['retry-after'] });
      response.on('error', () => undefined).destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}

function outcomeOf({ status, retryAfter }: ReceiverAnswer): SendOutcome {
  if (status >= 200 && status < 300) return { state: 'sent' };
  if (status === 410) return { state: 'dead', reason: 'status-410' };
  const reason = status >= 300 && status < 400 ? 'redirected' : `status-${status}`;
  return { state: 'failed', reason, ...(/^\d{1,6}$/.test(retryAfter ?? '') && { retryAfter: Number(retryAfter) }) };
}
