import type { OpenAPIObject } from '@nestjs/swagger';
import { headersOf } from './headers.js';
import { refusalsOf } from './refuses.js';
import type { ApiRoute } from './routes.js';

type Responses = NonNullable<OpenAPIObject['paths'][string]['get']>['responses'];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type CodesByStatus = { readonly [status: number]: readonly string[] | undefined };

/** What no route can help: it is no request, or too long a one, it was asked too often, something broke here, or the database is away. */
const always: CodesByStatus = {
  400: ['malformed-http'],
  406: ['not-acceptable'],
  408: ['request-timeout'],
  429: ['too-many-requests'],
  431: ['headers-too-large'],
  500: ['internal-error'],
  503: ['database-unavailable', 'took-too-long'],
};
/** A parameter that nobody knows is refused wherever somebody is signed in. */
const ofSignedIn: CodesByStatus = {
  401: ['token-missing', 'token-invalid'],
  403: ['role-missing'],
  422: ['invalid'],
  503: ['sign-in-unavailable', 'people-unreadable', 'people-keys-away'],
};
const ofParameters: CodesByStatus = { 400: ['malformed-request'], 404: ['not-found'] };
const ofBody: CodesByStatus = {
  400: ['malformed-json', 'malformed-text', 'malformed-request'],
  413: ['body-too-large'],
  415: ['unsupported-media-type'],
  422: ['invalid'],
};
const ofQuery: CodesByStatus = { 422: ['invalid'] };
/** What was answered before is not answered again to whom it is out of sight by now. */
const ofCommand: CodesByStatus = {
  400: ['malformed-idempotency-key'],
  404: ['not-found'],
  409: ['still-running', 'person-erased'],
  422: ['idempotency-key-reused'],
};
const ofQuestion: CodesByStatus = { 422: ['invalid'], 503: ['not-there-yet'] };
const ofTodayAlone: CodesByStatus = { 422: ['known-at-not-supported'] };
const ofIfMatch: CodesByStatus = { 400: ['malformed-if-match'], 412: ['stale-version'] };
const ofNeededIfMatch: CodesByStatus = { 428: ['if-match-required'] };

/** Every problem that a route can answer with, by status. */
export function problemsOf(route: ApiRoute): Responses {
  const codes = codesOf(route);
  return Object.fromEntries(Object.entries(codes).map(([status, known]) => [status, problemResponse(status, known)]));
}

function codesOf({ handler, ...route }: ApiRoute): Record<string, string[]> {
  const all: CodesByStatus[] = [
    always,
    ...(route.isOpen ? [] : [ofSignedIn]),
    ...(route.hasParameters ? [ofParameters] : []),
    ...(route.hasBody ? [ofBody] : []),
    ...(route.hasQuery ? [ofQuery] : []),
    ...(route.asksOnly ? [] : route.isQuestion ? (route.isOpen ? [] : [ofQuestion]) : [ofCommand]),
    ...(route.isQuestion && !route.answersAsKnown ? [ofTodayAlone] : []),
    ...(route.ifMatch ? [ofIfMatch] : []),
    ...(route.ifMatch === 'required' ? [ofNeededIfMatch] : []),
    ...refusalsOf(handler),
  ];
  const together: Record<string, string[]> = {};
  for (const [status, codes] of all.flatMap((some) => Object.entries(some)))
    together[status] = [...new Set([...(together[status] ?? []), ...codes!])].toSorted();
  return together;
}

const meanings: Readonly<Record<string, string>> = {
  400: 'It cannot be read.',
  401: 'Nobody is signed in.',
  403: 'None of the roles may do this.',
  404: 'What the address or the body names is not there.',
  406: 'It is not to be had in a form that is asked for.',
  408: 'It took too long to come.',
  409: 'What is recorded stands in the way.',
  411: 'It does not say how long it is.',
  412: 'It has changed since it was read.',
  413: 'The body is larger than 1 MB; of an import, than its limit.',
  415: 'The body is not JSON in UTF-8; of an import, no form.',
  422: 'It was read, and cannot be accepted.',
  428: 'If-Match is needed.',
  429: 'Too much was asked in a minute, or too much at once.',
  431: 'Its address and headers are too long.',
  500: 'Something broke here. The request’s id leads to it in the log.',
  501: 'The machine on which it runs cannot make it.',
  503: 'It cannot be answered now. Ask again.',
};

function problemResponse(status: string, codes: readonly string[]): Responses[string] {
  const own = { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } };
  return {
    description: `${meanings[status]} ${codes.map((code) => `\`${code}\``).join(', ')}`,
    headers: headersOf({ status }),
    content: {
      'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, own] } as object },
    },
  };
}

/** RFC 9457. */
export const problemSchemas: Schemas = {
  Problem: {
    type: 'object',
    description: 'Why something was refused (RFC 9457). Go by `code`; the sentences may change.',
    required: ['type', 'title', 'status', 'code', 'errors', 'requestId'],
    properties: {
      type: { type: 'string', format: 'uri-reference', example: '/problems/already-closed' },
      title: { type: 'string', example: 'It conflicts with what is recorded' },
      status: { type: 'integer', minimum: 400, maximum: 599, example: 409 },
      code: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', example: 'already-closed' },
      detail: { type: 'string', example: 'The case is closed already.' },
      errors: { type: 'array', maxItems: 100, items: { $ref: '#/components/schemas/FaultyField' } },
      requestId: { type: 'string', format: 'uuid', description: 'Leads to the request in the log.' },
      caseId: {
        type: 'string',
        description: 'Of `reference-taken`: the case that has it. Of `merged-elsewhere`: where it is followed up.',
      },
      version: { type: 'integer', description: 'Of `stale-version`: the version now.' },
      choices: {
        type: 'array',
        items: { type: 'string' },
        description: 'Of `several-open` and `route-ambiguous`: what it could be about.',
      },
      participantIds: {
        type: 'array',
        items: { type: 'string' },
        description: 'Of `whom-does-it-concern`: who could be meant.',
      },
      behindSince: { type: 'string', format: 'date-time', description: 'Of `sweep-behind`.' },
      casesLeft: { type: 'integer', description: 'Of `still-reckoning`: of how many cases no figures are kept yet.' },
    },
  },
  FaultyField: {
    type: 'object',
    required: ['pointer', 'detail'],
    properties: {
      pointer: {
        type: 'string',
        description: 'A JSON pointer into the body (`#/participants/0/role`), or a query parameter (`?limit`).',
        example: '#/closedAt',
      },
      detail: { type: 'string', example: 'This has not happened yet.' },
    },
  },
};
