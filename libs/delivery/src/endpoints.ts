import { randomUUID } from 'node:crypto';
import { type Clock, type Instant, addHours } from '@kept-informed/calendar';
import type { UnitOfWork } from '@kept-informed/event-store';
import { eventTypes, trialEvent } from './cloud-event.js';
import {
  addressesOf,
  hostOf,
  OutOfReach,
  reachableWithin,
  type AllowedNetworks,
  type AllowedReach,
} from './private-network.js';
import type { SecretSeal } from '@kept-informed/runtime';
import { isSecret, newSecret } from './webhook-signature.js';

/** An endpoint of another system, as it may be shown: without its secrets. */
export interface EndpointView {
  readonly endpointId: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Until when messages are signed with the secret before too; null: with one secret only. */
  readonly previousSecretUntil: Instant | null;
}

export interface NewEndpoint {
  readonly url: string;
  readonly types: readonly string[];
  readonly secret?: string;
}

/** What is wrong with an endpoint that somebody wants: which field, and why. */
export interface EndpointProblem {
  readonly field: 'url' | 'secret';
  readonly detail: string;
}

/** Every type that an endpoint can ask for. */
export const endpointTypes: readonly string[] = [...new Set(Object.values(eventTypes))];

const columns = `endpoint_id as "endpointId", url, types, created_at as "createdAt", created_by as "createdBy",
  case when previous_until > $1 then previous_until end as "previousSecretUntil"`;

/** So many are told at once: what is raised once is written once for each of them. */
const mostEndpoints = 100;
const counted = 'select count(*)::int as count from webhook_endpoints where removed_at is null';

const everThere = 'select exists (select from webhook_endpoints where endpoint_id = $1) as found';

const add = `insert into webhook_endpoints (endpoint_id, url, types, secret, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6)`;

const rotate = `update webhook_endpoints set previous_secret = secret, previous_until = $3, secret = $2
  where endpoint_id = $1 and removed_at is null`;

/** What waits for an endpoint that is gone is not sent to anybody. */
const remove = `with gone as (
    update webhook_endpoints set removed_at = $2 where endpoint_id = $1 and removed_at is null returning endpoint_id
  ), dropped as (
    update messages set state = 'not-needed', changed_at = $2, lease = null
    where channel = 'webhook' and recipient in (select endpoint_id from gone)
      and state in ('waiting', 'sending', 'retrying') returning message_id
  ), told as (
    update deliveries set state = 'not-needed', at = $2 where message_id in (select message_id from dropped)
  )
  select endpoint_id from gone`;

const putTrial = `insert into messages
    (message_id, channel, recipient, event_id, body, state, not_before, created_at, changed_at, last_attempt)
  values ($1, 'webhook', $2, $1, $3, 'waiting', $4, $4, $4, 1)`;

export interface EndpointRules {
  readonly networks: AllowedNetworks;
  /** Events go over plain HTTP too. */
  readonly plainHttp: boolean;
}

const whyOutOfReach: Readonly<Record<OutOfReach['because'], string>> = {
  'inward-address': 'The address leads to this machine or into a private network.',
  'unlisted-host': 'Its host is none of those that webhooks may go to.',
};

/** Who is told of alerts by webhook. */
export class Endpoints {
  readonly #reach: AllowedReach;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rules: EndpointRules,
    private readonly seal: SecretSeal,
  ) {
    this.#reach = reachableWithin(rules.networks);
  }

  list(): Promise<EndpointView[]> {
    return this.#find('removed_at is null order by created_at, endpoint_id', []);
  }

  async one(endpointId: string): Promise<EndpointView | undefined> {
    return (await this.#find('endpoint_id = $2 and removed_at is null', [endpointId]))[0];
  }

  /** Whether there is or was one; to one that was removed messages may have gone. */
  async existed(endpointId: string): Promise<boolean> {
    const [row]: { found: boolean }[] = await this.work.manager.query(everThere, [endpointId]);
    return row!.found;
  }

  /**
   * Why an endpoint cannot be taken; null where it can. A name that leads nowhere is taken: its receiver may not be there
   * yet, and where it leads is looked at again each time something is sent.
   */
  async problemWith({ url, secret }: NewEndpoint): Promise<EndpointProblem | null> {
    if (secret !== undefined && !isSecret(secret))
      return { field: 'secret', detail: 'Expected whsec_ and 24 to 64 bytes in base64.' };
    const detail = this.#shapeProblem(url) ?? (await this.#reachProblem(url)) ?? (await this.#numberProblem());
    return detail === null ? null : { field: 'url', detail };
  }

  /** Takes an endpoint on. Its secret is answered now and never again. */
  async add(
    { url, types, secret = newSecret() }: NewEndpoint,
    by: string,
  ): Promise<{ endpointId: string; secret: string }> {
    const endpointId = randomUUID();
    const sealed = this.seal.seal(secret, endpointId);
    await this.work.manager.query(add, [endpointId, url, types, sealed, this.clock.now(), by]);
    return { endpointId, secret };
  }

  /** Replaces the secret; for so many hours messages are signed with the one before too. Null: no such endpoint. */
  async rotate(endpointId: string, hours: number): Promise<{ secret: string; previousSecretUntil: Instant } | null> {
    const secret = newSecret();
    const previousSecretUntil = addHours(this.clock.now(), hours);
    const [, changed] = await this.work.manager.query(rotate, [
      endpointId,
      this.seal.seal(secret, endpointId),
      previousSecretUntil,
    ]);
    return changed === 1 ? { secret, previousSecretUntil } : null;
  }

  /** Answers whether there was such an endpoint. */
  async remove(endpointId: string): Promise<boolean> {
    return (await this.work.manager.query(remove, [endpointId, this.clock.now()])).length === 1;
  }

  /** Puts a trial into the outbox, for one attempt; answers the id of its message. */
  async try(endpointId: string, forceId: string): Promise<string> {
    const messageId = randomUUID();
    const now = this.clock.now();
    const event = trialEvent(messageId, endpointId, now, forceId);
    await this.work.manager.query(putTrial, [messageId, endpointId, event, now]);
    return messageId;
  }

  #find(condition: string, values: readonly unknown[]): Promise<EndpointView[]> {
    const asked = [this.clock.now(), ...values];
    return this.work.manager.query(`select ${columns} from webhook_endpoints where ${condition}`, asked);
  }

  async #numberProblem(): Promise<string | null> {
    const [row]: { count: number }[] = await this.work.manager.query(counted);
    return row!.count < mostEndpoints ? null : `There are ${mostEndpoints} already. Remove one first.`;
  }

  #shapeProblem(text: string): string | null {
    if (!URL.canParse(text)) return 'Expected an address such as https://other.example/hooks.';
    const { protocol, username, password, hash } = new URL(text);
    if (protocol !== 'https:' && !(protocol === 'http:' && this.rules.plainHttp))
      return 'Expected an https:// address.';
    return username || password || hash ? 'Expected an address without a user, a password and a fragment.' : null;
  }

  async #reachProblem(text: string): Promise<string | null> {
    try {
      await addressesOf(hostOf(new URL(text)), this.#reach);
    } catch (error) {
      if (error instanceof OutOfReach) return whyOutOfReach[error.because];
    }
    return null;
  }
}
