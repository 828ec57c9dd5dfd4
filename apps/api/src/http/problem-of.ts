import { HttpException, NotFoundException } from '@nestjs/common';
import {
  type FaultyField,
  type Problem,
  type ProblemParts,
  ProblemException,
  databaseUnavailable,
  notFound,
  problem,
  tookTooLong,
  usualWords,
} from './problem.js';
import { isDatabaseAway, wasEnded } from '@kept-informed/event-store';
import { pointerTo } from './pointers.js';

/** How the domain says no: known by its shape, so that the plumbing need not know the domain. */
export interface DomainRefusal {
  code: string;
  /** The field at fault, as a path: `participants/0/role`. */
  field?: string;
  /** Each field at fault with what is wrong there, where that is more than one thing. */
  problems?: readonly { field: string; detail: string }[];
  detail: string;
  kind: keyof typeof REFUSED;
  extra?: object;
}

const REFUSED = {
  conflict: { status: 409, title: 'It conflicts with what is recorded' },
  unprocessable: { status: 422, title: 'It was refused' },
  'not-found': { status: 404, title: 'Not found' },
  stale: { status: 412, title: 'It has changed since you read it' },
  unreadable: {
    status: 503,
    title: 'What is kept of people cannot be read here now',
    headers: { 'Retry-After': '30' },
  },
  busy: { status: 503, title: 'Too much at once here', headers: { 'Retry-After': '1' } },
} as const;

/** What body-parser calls its errors, and what we call them. */
const BODY_ERRORS: Record<string, [status: number, code: string, title: string]> = {
  'entity.parse.failed': [400, 'malformed-json', 'The body is not JSON'],
  'entity.too.large': [413, 'body-too-large', 'The body is too large'],
  'encoding.unsupported': [415, 'unsupported-media-type', 'Unsupported media type'],
  'charset.unsupported': [415, 'unsupported-media-type', 'Unsupported media type'],
};

export interface ProblemAnswer {
  problem: Problem;
  headers: Record<string, string>;
}

/** How an error is told to the asker. Whatever is not known becomes a 500 that says nothing but its request id. */
export function problemOf(thrown: unknown, requestId: string): ProblemAnswer {
  const told = (status: number, code: string, title: string, parts: ProblemParts = {}): ProblemAnswer => ({
    problem: problem(status, code, title, parts, requestId),
    headers: parts.headers ?? {},
  });
  // Nest says it of what lies below the prefix, in words of its own.
  const ours = thrown instanceof NotFoundException ? notFound('address') : (ourOwnIn(thrown) ?? ofDatabase(thrown));
  if (ours) return told(ours.getStatus(), ours.code, ours.title, ours.parts);
  const refusal = refusalIn(thrown);
  if (refusal) return told(refusal.status, refusal.code, refusal.title, refusal);
  const body = bodyErrorIn(thrown);
  if (body) return told(...body);
  if (!(thrown instanceof HttpException)) return told(500, 'internal-error', 'Something went wrong here');
  const status = thrown.getStatus();
  const known = ownWordsOf(thrown);
  if (known) return told(status, known.code, known.title, { detail: known.detail, headers: known.headers });
  if (status === 400) return told(400, 'malformed-request', 'The request is malformed');
  if (status === 413) return told(413, 'body-too-large', 'The body is too large');
  if (status === 500) return told(500, 'internal-error', 'Something went wrong here');
  const { code, title } = usualWords(status);
  return told(status, code, title);
}

/** What is thrown while a body is read comes wrapped into an error of the parser's, and that into one of Nest's. */
function ourOwnIn(thrown: unknown): ProblemException | undefined {
  return [thrown, (thrown as Error | undefined)?.cause].find((each) => each instanceof ProblemException);
}

/** What the database could not do. */
function ofDatabase(thrown: unknown): ProblemException | undefined {
  if (wasEnded(thrown)) return tookTooLong();
  return isDatabaseAway(thrown) ? databaseUnavailable() : undefined;
}

function refusalIn(thrown: unknown): (ProblemParts & { status: number; code: string; title: string }) | undefined {
  if (!(thrown instanceof Error && 'refusal' in thrown && isRefusal(thrown.refusal))) return undefined;
  const { code, field, problems, detail, kind, extra } = thrown.refusal;
  const faults = problems ?? (field === undefined ? [] : [{ field, detail }]);
  const errors: FaultyField[] = faults.map((fault) => ({ pointer: pointerTo(fault.field), detail: fault.detail }));
  return { ...REFUSED[kind], code, detail, errors, extra };
}

function isRefusal(value: unknown): value is DomainRefusal {
  const { code, detail, kind } = (value ?? {}) as Partial<DomainRefusal>;
  return typeof code === 'string' && typeof detail === 'string' && kind !== undefined && Object.hasOwn(REFUSED, kind);
}

function bodyErrorIn(thrown: unknown): [number, string, string] | undefined {
  const cause = thrown instanceof HttpException ? thrown.cause : thrown;
  const type = cause instanceof Error && 'type' in cause ? cause.type : undefined;
  return typeof type === 'string' && Object.hasOwn(BODY_ERRORS, type) ? BODY_ERRORS[type] : undefined;
}

interface OwnWords {
  code: string;
  title: string;
  detail: string;
  headers?: Record<string, string>;
}

/** Access refuses in words of its own. */
function ownWordsOf(thrown: HttpException): OwnWords | undefined {
  const { problem: words, headers } = thrown as { problem?: Partial<OwnWords>; headers?: Record<string, string> };
  if (!words?.code || !words.title || !words.detail) return undefined;
  return { code: words.code, title: words.title, detail: words.detail, headers };
}
