import type { UnitOfWork } from '@kept-informed/event-store';

/** The same key of the same asker is locked while its first request runs; a second one is told so at once. */
const claim = {
  name: 'claim_key',
  text: `select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0)) as claimed`,
};
/** The same lock: with another one of their own, which ends a moment before, the second would still find the key held. */
const waitForKey = {
  name: 'wait_for_key',
  text: `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))`,
};
const find = {
  name: 'find_key',
  text: `select request_digest as digest, status, headers, body from idempotency_keys
  where asker = $1 and key = $2 and created_at > now() - interval '24 hours'`,
};
const forget = {
  name: 'forget_keys',
  text: `delete from idempotency_keys where (asker = $1 and key = $2) or created_at < now() - interval '24 hours'`,
};
const keep = {
  name: 'keep_key',
  text: `insert into idempotency_keys (asker, key, request_digest, status, headers, body)
  values ($1, $2, $3, $4, $5, $6)`,
};

/** A request that may come twice: who sent it, under which key, and a digest of what it asks for. */
export interface RepeatableRequest {
  readonly asker: string;
  readonly key: string;
  readonly digest: string;
}

/** What the first of the same requests was answered. `body` is JSON. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Why a key does not answer: its first request still runs, or it was for another one. */
export class KeyRefused extends Error {
  constructor(readonly why: 'still-running' | 'used-for-another') {
    super(why);
  }
}

/** Waits until no other request holds the key, which the transaction under way holds from then on. */
export async function holdKey(work: UnitOfWork, { asker, key }: RepeatableRequest): Promise<void> {
  await work.ask(waitForKey, [asker, key]);
}

/** The answer that the same request was given before; undefined: this is the first, and holds the key until it ends. */
export async function answeredBefore(
  work: UnitOfWork,
  { asker, key, digest }: RepeatableRequest,
): Promise<KeptAnswer | undefined> {
  const [[held], [kept]] = await Promise.all([
    work.ask<{ claimed: boolean }>(claim, [asker, key]),
    work.ask<KeptAnswer & { digest: string }>(find, [asker, key]),
  ]);
  if (!held!.claimed) throw new KeyRefused('still-running');
  if (kept && kept.digest !== digest) throw new KeyRefused('used-for-another');
  return kept;
}

/** Takes away answers that are kept for nobody any more, by the one way in which a worker may; answers how many. */
export async function forgetAnswers({ manager }: UnitOfWork): Promise<number> {
  const [{ gone }] = await manager.query('select forget_answers()::int as gone');
  return gone;
}

/** Keeps an answer for a day, in the transaction of what it answers: a request that dies half way leaves nothing. */
export function keepAnswer(
  work: UnitOfWork,
  { asker, key, digest }: RepeatableRequest,
  { status, headers, body }: Omit<KeptAnswer, 'body'> & { readonly body: string },
): void {
  work.send(forget, [asker, key]);
  work.send(keep, [asker, key, digest, status, JSON.stringify(headers), body]);
}
