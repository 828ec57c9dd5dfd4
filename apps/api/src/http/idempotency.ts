import { createHash } from 'node:crypto';
import { currentRequest } from '@kept-informed/access';
import {
  answeredBefore,
  keepAnswer,
  type KeptAnswer,
  KeyRefused,
  onceMore,
  type Sights,
} from '@kept-informed/case-work';
import type { UnitOfWork } from '@kept-informed/event-store';
import type { Request, Response } from 'express';
import { casesIn } from './in-sight.js';
import { notFound, ProblemException } from './problem.js';
import { uploadOf } from './upload.js';

const keyShape = /^[\x21-\x7e]{1,255}$/;
const keptHeaders = ['etag', 'location'];

/** A request on its way to be recorded, and whose cases who sent it sees. */
interface RequestToRecord {
  readonly request: Request;
  readonly response: Response;
  readonly sights: Sights;
  /** Rejects where what the address names is out of sight; asked in the transaction, it travels with what is asked there first. */
  readonly requireSeen: () => Promise<void>;
}

/**
 * Everything that a request records is one transaction: facts, read tables, personal data and, where it carries an
 * `Idempotency-Key`, its answer. A request that dies half way leaves nothing, its key included, and can be sent again.
 * A refusal is not kept: the same request is judged again.
 */
export function recordedOnce(
  work: UnitOfWork,
  recording: RequestToRecord,
  handle: () => Promise<unknown>,
): Promise<unknown> {
  return onceMore(() => work.run(() => record(work, recording, handle)));
}

async function record(
  work: UnitOfWork,
  { request, response, sights, requireSeen }: RequestToRecord,
  handle: () => Promise<unknown>,
) {
  const key = idempotencyKeyOf(request);
  if (key === undefined) return requireSeen().then(handle);
  const repeatable = { asker: currentRequest().principal?.subject ?? '', key, digest: digestOf(request) };
  // Both are asked on the connection of the request's transaction, which must not end before either.
  const [seen, before] = await Promise.allSettled([requireSeen(), answeredBefore(work, repeatable)]);
  if (seen.status === 'rejected') throw seen.reason;
  if (before.status === 'rejected') throw asProblem(before.reason);
  const kept = before.value;
  if (kept) {
    await requireStillInSight(kept, sights);
    return replay(kept, response);
  }
  const body = await handle();
  const headers = Object.fromEntries(keptHeaders.map((name) => [name, response.getHeader(name) as string]));
  const again = JSON.stringify(body ?? null, unlessShownOnce(response));
  keepAnswer(work, repeatable, { status: response.statusCode, headers, body: again });
  return body;
}

/** What the answer of this request tells with these fields is told once: who repeats the request gets it without. */
export function showOnce(response: Response, ...fields: readonly string[]): void {
  response.locals['shownOnce'] = new Set(fields);
}

function unlessShownOnce({ locals }: Response) {
  const fields = locals['shownOnce'] as ReadonlySet<string> | undefined;
  return (field: string, value: unknown) => (fields?.has(field) ? undefined : value);
}

function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined || keyShape.test(key)) return key;
  throw new ProblemException(400, 'malformed-idempotency-key', 'Idempotency-Key is malformed', {
    detail: 'Send 1 to 255 visible ASCII characters, such as a UUID.',
  });
}

/** The body as it came, of a file its digest, and where it was sent. */
function digestOf(request: Request): string {
  const { method, originalUrl, body } = request;
  const text = JSON.stringify([method, originalUrl, body ?? null, uploadOf(request)?.digest]);
  return createHash('sha256').update(text).digest('base64url');
}

function replay({ status, headers, body }: KeptAnswer, response: Response): unknown {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('Idempotent-Replayed', 'true');
  return body ?? undefined;
}

/** What was said before is said again only while all of it is still in sight of who asks. */
async function requireStillInSight({ body }: KeptAnswer, sights: Sights): Promise<void> {
  const cases = casesIn(body);
  const seen = await sights.seenOf(cases);
  if (cases.some((caseId) => !seen.has(caseId))) throw notFound('case');
}

const asProblem = (error: unknown): unknown => (error instanceof KeyRefused ? refusals[error.why]() : error);

const refusals = { 'still-running': stillRunning, 'used-for-another': usedForAnother };

function usedForAnother(): ProblemException {
  return new ProblemException(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request', {
    detail: 'Send a new key with a new request.',
  });
}

function stillRunning(): ProblemException {
  return new ProblemException(409, 'still-running', 'The first request with this key is still running', {
    detail: 'Wait a moment and send it again.',
    headers: { 'Retry-After': '1' },
  });
}
