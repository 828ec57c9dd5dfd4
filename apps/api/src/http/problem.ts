import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

/** Where something is wrong: a JSON pointer into the body (`#/a/0/b`) or the name of a query parameter (`?limit`). */
export interface FaultyField {
  pointer: string;
  detail: string;
}

/** What an error answer says (RFC 9457). Never a stack, never the value that was refused. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors: FaultyField[];
  requestId: string;
  [extra: string]: unknown;
}

export interface ProblemParts {
  detail?: string;
  errors?: FaultyField[];
  /** Further members of the answer, such as the id of what is already there. */
  extra?: object;
  headers?: Record<string, string>;
}

/** An error that already knows how it is told. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly title: string,
    readonly parts: ProblemParts = {},
  ) {
    super(title, status);
  }
}

/** 404: there is no such thing, or the asker may not know of it. */
export function notFound(what = 'thing'): ProblemException {
  return new ProblemException(404, 'not-found', 'Not found', { detail: `There is no such ${what}.` });
}

/** 412: what the asker saw is no longer how it is. `version` is how it is now, where the asker may know. */
export function staleVersion(version?: number): ProblemException {
  return new ProblemException(412, 'stale-version', 'It has changed since you read it', {
    detail: 'Read it again, look at what changed and then send your change with the new ETag.',
    extra: version === undefined ? {} : { version },
  });
}

/** 428: this change must say which version it is meant for. */
export function ifMatchRequired(): ProblemException {
  return new ProblemException(428, 'if-match-required', 'If-Match is needed', {
    detail: 'Send the ETag that you read in the If-Match header.',
  });
}

/** 422: well formed, and not acceptable. */
export function invalid(errors: FaultyField[], detail?: string): ProblemException {
  return new ProblemException(422, 'invalid', 'Some of it cannot be accepted', { errors, detail });
}

/** 415: bodies come as JSON, files as a form. */
export function unsupportedMediaType({ ofFile = false } = {}): ProblemException {
  return new ProblemException(415, 'unsupported-media-type', 'Unsupported media type', {
    detail: ofFile ? 'Send the file as multipart/form-data.' : 'Send the body as application/json in UTF-8.',
  });
}

/** 405: the address exists, this method of it does not. */
export function methodNotAllowed(allowed: string[]): ProblemException {
  return new ProblemException(405, 'method-not-allowed', 'Method not allowed', {
    headers: { Allow: allowed.join(', ') },
  });
}

/** 503: what is asked for is in a database that cannot be reached. */
export function databaseUnavailable(): ProblemException {
  return new ProblemException(503, 'database-unavailable', 'The database cannot be reached', {
    headers: { 'Retry-After': '2' },
  });
}

/** 503: the database ended what it was asked for want of time. */
export function tookTooLong(): ProblemException {
  return new ProblemException(503, 'took-too-long', 'It took too long', {
    detail: 'Nothing was recorded. Ask for less at once: a shorter period, fewer dimensions, a smaller page.',
  });
}

/** The answer as it goes out. */
export function problem(status: number, code: string, title: string, parts: ProblemParts, requestId: string): Problem {
  const { detail, errors = [], extra } = parts;
  const said = detail === undefined ? {} : { detail };
  return { ...extra, type: `/problems/${code}`, title, status, code, ...said, errors, requestId };
}

/** The usual words for a status, and its code in kebab case. */
export function usualWords(status: number): { code: string; title: string } {
  const title = STATUS_CODES[status] ?? 'Error';
  return { code: title.toLowerCase().replace(/[^a-z]+/g, '-'), title };
}
