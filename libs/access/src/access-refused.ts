import { HttpException } from '@nestjs/common';

/** Why somebody was not let in; `code` is stable, `detail` says no more than the asker may know. */
export class AccessRefused extends HttpException {
  constructor(
    status: 401 | 403 | 503,
    readonly problem: { code: string; title: string; detail: string },
    readonly headers: Record<string, string> = {},
    cause?: unknown,
  ) {
    super(problem.title, status, { cause });
  }
}

/** No bearer token came with the request (RFC 6750: then the challenge carries no error). */
export function tokenMissing(): AccessRefused {
  return new AccessRefused(
    401,
    { code: 'token-missing', title: 'Sign-in needed', detail: 'Send a bearer token in the Authorization header.' },
    { 'WWW-Authenticate': 'Bearer realm="kept-informed"' },
  );
}

/** A token came and cannot be trusted. `why` is one of our own sentences, never text from the token. */
export function tokenInvalid(why: string, cause?: unknown): AccessRefused {
  return new AccessRefused(
    401,
    { code: 'token-invalid', title: 'The token is not accepted', detail: why },
    { 'WWW-Authenticate': `Bearer realm="kept-informed", error="invalid_token", error_description="${why}"` },
    cause,
  );
}

/** The token is good and none of its roles or scopes may do this. */
export function roleMissing(): AccessRefused {
  return new AccessRefused(
    403,
    { code: 'role-missing', title: 'Not allowed', detail: 'None of your roles or scopes may do this.' },
    { 'WWW-Authenticate': 'Bearer realm="kept-informed", error="insufficient_scope"' },
  );
}

/** The provider's keys cannot be fetched and none are held: nobody can be checked, so nobody is let in. */
export function providerUnreachable(cause?: unknown): AccessRefused {
  return new AccessRefused(
    503,
    {
      code: 'sign-in-unavailable',
      title: 'Sign-in is not available',
      detail: 'The sign-in service does not answer. Try again shortly.',
    },
    { 'Retry-After': '5' },
    cause,
  );
}
