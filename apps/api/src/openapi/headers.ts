import type { OpenAPIObject } from '@nestjs/swagger';

type Components = NonNullable<OpenAPIObject['components']>;

const text = { type: 'string' } as const;

/** Headers that answers carry. */
export const answerHeaders: NonNullable<Components['headers']> = {
  'X-Request-Id': { description: 'Leads to the request in the log.', schema: { ...text, format: 'uuid' } },
  RateLimit: {
    description: 'What may still be asked in this minute (draft-ietf-httpapi-ratelimit-headers-08).',
    schema: text,
  },
  'RateLimit-Policy': { description: 'How much may be asked in a minute.', schema: text },
  'Retry-After': { description: 'Seconds after which it may be asked again.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { description: 'How to sign in (RFC 6750).', schema: text },
  ETag: { description: 'The version that this is, for If-Match.', schema: text, example: '"12"' },
  Location: { description: 'Where it is to be found.', schema: { ...text, format: 'uri-reference' } },
  Link: {
    description: 'The next page, `rel="next"`; none on the last. Of a file what lies beside it, `rel="describedby"`.',
    schema: text,
  },
  'Idempotent-Replayed': {
    description: 'The request was answered before; this is that answer.',
    schema: { ...text, enum: ['true'] },
  },
};

const everywhere = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];
const byStatus: Readonly<Record<string, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  409: ['Retry-After'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** References to the headers of an answer. */
export function headersOf({ status, more = [] }: { status: string; more?: readonly string[] }) {
  const names = [...everywhere, ...(byStatus[status] ?? []), ...more];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Of an answer that says where what it made is. */
export const withLocation = { Location: { $ref: '#/components/headers/Location' } };

/** Headers and parameters that requests may carry, wherever what they are about does. */
export const requestParameters: NonNullable<Components['parameters']> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Makes it safe to send the request again: within 24 hours the same key and body get the first answer and record nothing more.',
    schema: { ...text, minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
    example: '6f1c2b9e-5d0a-4a38-9a55-0f6a3a1f7f11',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag that was read, or several; the request is refused with 412 where it has changed since.',
    schema: text,
    example: '"12"',
  },
  NeededIfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description:
      'The ETag that was read, or several; refused with 412 where it has changed since, without it with 428.',
    schema: text,
    example: '"12"',
  },
  MinPosition: {
    name: 'minPosition',
    in: 'query',
    required: false,
    description: 'Waits up to 2 s until the answer reflects this position.',
    schema: { ...text, pattern: '^\\d{1,18}$' },
  },
};
