import * as fc from 'fast-check';
import { resolved, type Description } from '../support/description.js';

/** Stands in every text that is sent: where it is found again, something was repeated or kept that must not be. */
export const canary = 'Cnry';

/** Ids that stand for something, by the name of the field or parameter that takes them; the ones of lists by their singular. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Schema = Readonly<Record<string, any>>;

interface Making {
  readonly description: Description;
  readonly known: Known;
}

/** What a field may hold by its description, mostly such as means something. */
export function fitting(schema: Schema, making: Making, name = ''): fc.Arbitrary<unknown> {
  const whole = resolved(schema, making.description) as Schema;
  const [only] = (whole['allOf'] ?? []) as Schema[];
  if (only) return fitting(only, making, name);
  const either = (whole['oneOf'] ?? whole['anyOf']) as Schema[] | undefined;
  if (either) return fc.oneof(...either.map((one) => fitting({ type: whole['type'], ...one }, making, name)));
  if (whole['enum']) return fc.constantFrom(...(whole['enum'] as unknown[]));
  switch (whole['type']) {
    case 'object':
      return fittingObject(whole, making);
    case 'array':
      return fittingArray(whole, making, name);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: whole['minimum'] ?? 0, max: Math.min(whole['maximum'] ?? 1_000, 100_000) });
    default:
      return fittingText(whole, making.known[name]);
  }
}

function fittingObject(schema: Schema, making: Making): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (typeof additionalProperties === 'object')
    return fc.dictionary(
      fc.constantFrom(...(making.known['participantId'] ?? []), ...Object.keys(schema['example'] ?? { key: 1 })),
      fitting(additionalProperties as Schema, making, 'participantId'),
      { maxKeys: 3 },
    );
  const fields = Object.entries(properties as Record<string, Schema>).map(
    ([name, field]) => [name, fitting(field, making, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[], noNullPrototype: true });
}

function fittingArray(
  { items, minItems = 0, maxItems = 5 }: Schema,
  making: Making,
  name: string,
): fc.Arbitrary<unknown> {
  const item = fitting(items as Schema, making, name.replace(/s$/, ''));
  return fc.array(item, { minLength: minItems, maxLength: Math.min(maxItems, Math.max(minItems, 4)) });
}

function fittingText({ format, pattern, maxLength = 200, example }: Schema, known: readonly string[] | undefined) {
  const usual = [...(known ?? []), ...(example === undefined ? [] : [String(example)])];
  const other =
    format === 'date-time'
      ? instants
      : format === 'date'
        ? instants.map((instant) => instant.slice(0, 10))
        : format === 'duration'
          ? fc.constantFrom('P1D', 'P14D', 'P2W', 'P1M', 'P10D', 'PT24H', 'P0D', 'P999999D')
          : pattern && !known
            ? fc.stringMatching(new RegExp(pattern as string)).map((text) => text.slice(0, maxLength as number))
            : fc
                .string({ maxLength: Math.min(maxLength as number, 60) })
                .map((text) => `${canary} ${text}`.slice(0, maxLength as number));
  return usual.length > 0
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: other })
    : other;
}

/** Mostly about the time of the stack's clock. */
const instants = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.date({ min: new Date('2026-10-01'), max: new Date('2026-12-01'), noInvalidDate: true }),
    },
    {
      weight: 1,
      arbitrary: fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
    },
  )
  .map((date) => date.toISOString());

/** What fits nothing. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 0, -1, 1e308, -0, 2 ** 53, true, [], {}, [[]], [null], { $ref: '#' }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\ufffd',
    '\u202e\u200b',
    "'; drop table facts; --",
    '${7*7}',
    '{{7*7}}',
    '../../etc/passwd',
  ),
  fc.constantFrom(
    '0000-00-00',
    '2026-02-30',
    '2026-11-31T24:61:00Z',
    '-271821-04-20T00:00:00Z',
    'P1Y2M3DT4H',
    'NaN',
    'null',
  ),
  fc.constantFrom(
    'x'.repeat(9_000),
    '9'.repeat(400),
    Array.from({ length: 2_000 }, () => 0),
    nested(14),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${canary}${text}`),
  fc.jsonValue({ maxDepth: 3 }),
);

function nested(depth: number): unknown {
  return depth === 0 ? 'deep' : [nested(depth - 1)];
}

/** A body that fits, with some of its fields taken away, exchanged or added to. */
export function nearly(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({
    place: fc.nat({ max: 30 }),
    how: fc.constantFrom('drop', 'junk', 'add', 'null'),
    name: fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'version', 'position', 'knownAt'),
    value: junk,
  });
  return fc
    .tuple(body, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([fit, changes]) => changes.reduce<unknown>((changed, one) => changedBy(changed, one), structuredClone(fit)));
}

interface Change {
  readonly place: number;
  readonly how: string;
  readonly name: string;
  readonly value: unknown;
}

function changedBy(body: unknown, { place, how, name, value }: Change): unknown {
  if (typeof body !== 'object' || body === null) return how === 'junk' ? value : body;
  const places = placesIn(body);
  const [within, key] = places[place % Math.max(places.length, 1)] ?? [body, name];
  // A copy: put in twice, the second time into itself, it would have no end.
  const put = structuredClone(value);
  if (how === 'drop') Reflect.deleteProperty(within, key);
  else if (how === 'add')
    Object.defineProperty(within, name, { value: put, enumerable: true, configurable: true, writable: true });
  else Reflect.set(within, key, how === 'null' ? null : put);
  return body;
}

/** Every place in it, of what it holds too. */
function placesIn(thing: object): (readonly [object, string])[] {
  return Object.entries(thing).flatMap(([key, value]) => [
    [thing, key] as const,
    ...(typeof value === 'object' && value !== null ? placesIn(value as object) : []),
  ]);
}
