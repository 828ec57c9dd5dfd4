import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TcpSocketConnectOpts } from 'node:net';
import type { LookupAddress } from 'node:dns';
import type { UnitOfWork } from '@kept-informed/event-store';
import type { Clock } from '@kept-informed/calendar';
import { Restrictions } from '@kept-informed/follow-up';
import type { CloudEvent } from './cloud-event.js';
import {
  addressesOf,
  hostOf,
  OutOfReach,
  reachableWithin,
  type AllowedNetworks,
  type AllowedReach,
} from './private-network.js';
import type { Message, SendOutcome, ChannelSender } from './message.js';
import { secondsAsked } from './retry-after.rules.js';
import type { SecretSeal } from '@kept-informed/runtime';
import { signed } from './webhook-signature.js';

const find = `select url, secret, case when previous_until > $2 then previous_secret end as previous
  from webhook_endpoints where endpoint_id = $1 and removed_at is null`;

/** Sends events to the endpoints of other systems; of a case that was restricted meanwhile none. */
export function webhooks(work: UnitOfWork, clock: Clock, networks: AllowedNetworks, seal: SecretSeal): ChannelSender {
  const reach = reachableWithin(networks);
  return {
    async send({ recipient, eventId, body }: Message, signal): Promise<SendOutcome> {
      const [endpoint] = await work.manager.query(find, [recipient, clock.now()]);
      if (!endpoint || (await isOfRestricted(work, body as CloudEvent))) return { state: 'not-needed' };
      const { url, secret, previous } = endpoint as { url: string; secret: string; previous: string | null };
      const secrets = [secret, ...(previous ? [previous] : [])].map((sealed) => seal.open(sealed, recipient));
      const text = JSON.stringify(body);
      // Receivers compare with their own clock, so this is the real time, whatever the product's clock shows.
      const headers = signed(eventId!, Math.floor(Date.now() / 1000), text, secrets);
      return post(new URL(url), text, headers, { reach, signal });
    },
  };
}

/** Whether a case was restricted while the event about it waited. */
async function isOfRestricted(work: UnitOfWork, { data }: CloudEvent): Promise<boolean> {
  const { caseId } = data as { readonly caseId?: string };
  const seen = caseId === undefined ? [] : await new Restrictions(work).seenAmong([caseId]);
  return seen.some(({ restricted }) => restricted);
}

interface PostOptions {
  readonly reach: AllowedReach;
  readonly signal: AbortSignal;
}

/**
 * Posts and goes by the status alone: of the answer nothing is read, so it may be as long and as slow as it likes. The
 * connection is made to addresses that were looked at, not to a name that may lead elsewhere a moment later.
 */
async function post(
  url: URL,
  body: string,
  headers: Record<string, string>,
  { reach, signal }: PostOptions,
): Promise<SendOutcome> {
  try {
    const addresses = await untilCut(addressesOf(hostOf(url), reach), signal);
    return outcomeOf(await answerTo(url, body, headers, { addresses, signal }));
  } catch (error) {
    if (error instanceof OutOfReach) return { state: 'failed', reason: error.because };
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

/** How long one address of several is waited for before the next is tried; Node's own 250 ms is short for another network. */
const addressPatience = 2_000;

interface Receivers {
  readonly addresses: readonly LookupAddress[];
  readonly signal: AbortSignal;
}

/** Posts to the first of the addresses that takes the connection. */
export function answerTo(
  url: URL,
  body: string,
  headers: Record<string, string>,
  receivers: Receivers,
): Promise<ReceiverAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const type = { 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'kept-informed' };
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', headers: { ...type, ...length, ...headers }, ...reaching(receivers) });
    request.once('response', (response: IncomingMessage) => {
      const { statusCode = 0, headers: answered } = response;
      resolve({ status: statusCode, retryAfter: answered['retry-after'] });
      response.on('error', () => undefined).destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}

function reaching({
  addresses,
  signal,
}: Receivers): RequestOptions &
  Partial<Pick<TcpSocketConnectOpts, 'autoSelectFamily' | 'autoSelectFamilyAttemptTimeout'>> {
  const [first] = addresses as [LookupAddress];
  return {
    // One connection for one message: nothing that a receiver adds to its answer is taken for the next one's.
    agent: false,
    lookup: (_host, { all }, found) => (all ? found(null, [...addresses]) : found(null, first.address, first.family)),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: addressPatience,
    signal,
  };
}

function outcomeOf({ status, retryAfter }: ReceiverAnswer): SendOutcome {
  if (status >= 200 && status < 300) return { state: 'sent' };
  if (status === 410) return { state: 'dead', reason: 'status-410' };
  const reason = status >= 300 && status < 400 ? 'redirected' : `status-${status}`;
  return { state: 'failed', reason, retryAfter: secondsAsked(retryAfter, Date.now()) };
}
