import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { resolved, type DescribedOperation, type Description } from '../support/description.js';
import { canary, fitting, junk, nearly, type Known } from './values.js';

/** One operation of the description, where it is and how it is asked. */
export interface Operation extends DescribedOperation {
  readonly method: string;
  readonly path: string;
}

/** What is sent; `body` as it goes over the line. */
export interface Sent {
  readonly method: string;
  readonly address: string;
  readonly role: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const operationsIn = ({ paths }: Description): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

/** Requests of an operation: some that fit it, many that nearly do, and some that are nothing at all. */
export function requestsOf(operation: Operation, description: Description, known: Known): fc.Arbitrary<Sent> {
  const making = { description, known };
  const parameters = operation.parameters.map((one) => resolved(one, description));
  const path = fc.record(
    Object.fromEntries(parameters.filter(isIn('path')).map((one) => [one.name, idOf(one.name, known)])),
  );
  const query = fc.record(
    Object.fromEntries(
      parameters.filter(isIn('query')).map((one) => [one.name, queryValue(fitting(one.schema, making, one.name))]),
    ),
    { requiredKeys: parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => name as never) },
  );
  const strange = rarely(
    fc.tuple(fc.constantFrom('limit', 'knownAt', 'dryRun', '__proto__', 'a[b]'), queryValue(junk)),
  );
  return fc
    .record({
      path,
      query,
      strange,
      headers: headersOf(parameters),
      body: bodyOf(operation, making),
      role: fc.constantFrom(...(operation['x-roles'] ?? ['desk'])),
    })
    .map(({ path: ids, query: asked, strange: more, headers, body, role }) => {
      const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String((ids as Record<string, string>)[name])),
      );
      const pairs = [...Object.entries(asked).filter(([, value]) => value !== undefined), ...(more ? [more] : [])];
      const search = pairs
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
        .join('&');
      return {
        method: operation.method,
        address: search ? `${filled}?${search}` : filled,
        role,
        headers: { ...headers, ...body?.headers },
        body: body?.text,
      };
    });
}

/** In one of a dozen. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const isIn = (place: string) => (parameter: { in: string }) => parameter.in === place;

const idOf = (name: string, known: Known): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...(known[name]?.length ? known[name] : ['nothing'])) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('nothing', '\u0000', '%00', '..', `${canary}!`, 'x'.repeat(300), "' or 1=1--"),
    },
  );

/** Half surrogates cannot be sent in an address. */
const queryValue = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: junk }).map((one) => {
    const text = Array.isArray(one) ? one.join(',') : typeof one === 'object' ? JSON.stringify(one) : String(one);
    return text.slice(0, 3_000).replaceAll(/\p{Cs}/gu, '?');
  });

function headersOf(parameters: readonly any[]): fc.Arbitrary<Record<string, string>> {
  const names = new Set(parameters.filter(isIn('header')).map(({ name }) => name as string));
  const tags = fc.oneof(
    { weight: 8, arbitrary: fc.constant('*') },
    { weight: 2, arbitrary: fc.constantFrom('"1"', 'W/"1"', '"12", "999"', '12', '"', '"99999999999999999999"') },
  );
  const keys = fc.oneof(
    { weight: 8, arbitrary: fc.constant('').map(() => randomUUID()) },
    { weight: 1, arbitrary: fc.constantFrom('k', 'x'.repeat(255), 'x'.repeat(256), 'a b') },
  );
  return fc
    .record({
      tag: fc.option(tags, { freq: 12 }),
      key: fc.option(keys, { freq: 8 }),
      accept: rarely(fc.constantFrom('*/*', 'text/csv', 'image/png', 'application/json;q=0', ';;')),
      last: fc.constantFrom('0', '1', 'abc', '9'.repeat(30)),
    })
    .map(({ tag, key, accept, last }) => ({
      ...(names.has('If-Match') && tag !== null && { 'if-match': tag }),
      ...(names.has('Idempotency-Key') && key !== null && { 'idempotency-key': key }),
      ...(names.has('Last-Event-ID') && { 'last-event-id': last }),
      ...(accept !== undefined && { accept }),
    }));
}

interface SentBody {
  readonly text: string;
  readonly headers: Record<string, string>;
}

function bodyOf({ requestBody }: Operation, making: Parameters<typeof fitting>[1]): fc.Arbitrary<SentBody | undefined> {
  const schema = requestBody?.content?.['application/json']?.schema;
  if (!schema) return fc.constant(undefined);
  const body = fitting(schema, making);
  const json = { 'content-type': 'application/json' };
  const written = (value: unknown) => ({ text: JSON.stringify(value) ?? 'null', headers: json });
  return fc.oneof(
    { weight: 5, arbitrary: body.map(written) },
    { weight: 8, arbitrary: nearly(body).map(written) },
    { weight: 1, arbitrary: junk.map(written) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('', '{', '{"a":1', '[', 'nul', '\ufeff{}', `{"${canary}`, '['.repeat(500))
        .map((text) => ({ text, headers: json })),
    },
    {
      weight: 1,
      arbitrary: body.map((value) => ({ text: JSON.stringify(value), headers: { 'content-type': 'text/plain' } })),
    },
  );
}
