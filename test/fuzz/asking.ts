import { expect } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { operationOf, undescribed, type Description } from '../support/description.js';
import type { Stack } from '../support/stack.js';
import { canary } from './values.js';
import type { FuzzAnswer } from './out-of-sight.js';
import type { Sent } from './requests.js';

/** A name and a number that are kept of people, and are to be found nowhere else. */
export const person = { name: 'Zebedee Quillfeather', number: '01632 960 777' };

/** Nothing takes so long, however busy the machine is. */
const longestMs = 20_000;

const tokenMs = 30 * 60_000;

/** How the machine or the product is made, which is nobody's business. */
const insides = [
  /\bat \S+ \(?\S+\.[cm]?[jt]s:\d+/,
  /node_modules|\/tmp\/|\/work\/|\/home\/|file:\/\//,
  /\b(?:select .+ from [a-z_]+|insert into [a-z_]+|update [a-z_]+ set|delete from [a-z_]+)\b/,
  /postgres|\bpg_|violates|relation "|column "|ECONN|(?:Type|Range|Syntax|Reference)Error/,
];

export interface Asking {
  /** Sends a request and says what is wrong with the answer, or with what it left behind. */
  ask(sent: Sent): Promise<FuzzAnswer & { readonly wrong: readonly string[] }>;
}

/** The position, and how many rows there are of what else a refused request could have left. */
const traces = `select (select coalesce(max(position), 0) from facts)::text || ' ' || (select count(*) from people)
  || ' ' || (select count(*) from routes) || ' ' || (select count(*) from notes) || ' ' || (select count(*) from administrator_acts)
  as left`;

export async function asking(stack: Stack, description: Description): Promise<Asking> {
  const signedInAt = new Map<string, number>();
  const tokens = new Map<string, string>();
  // All that there is to ask takes longer than a token lives.
  const tokenOf = async (role: string) => {
    if (Date.now() - (signedInAt.get(role) ?? 0) > tokenMs) {
      signedInAt.set(role, Date.now());
      tokens.set(role, await stack.tokenOf(role));
    }
    return tokens.get(role);
  };
  const left = async () => ((await stack.database.query(traces)) as [{ left: string }])[0].left;
  let before = await left();
  return {
    ask: async ({ method, address, role, headers, body }) => {
      const response = await fetch(`${stack.url}${address}`, {
        method,
        headers: { authorization: `Bearer ${await tokenOf(role)}`, ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(longestMs),
      }).catch((cause: Error) => {
        throw new Error(`${method} ${address} by ${role}: ${cause.name}`, { cause });
      });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (isStream) await response.body?.cancel();
      const text = isStream ? '' : await response.text();
      const answer = { status: response.status, headers: response.headers, body: bodyOf(text, response.headers) };
      const after = await left();
      const wrong = [
        ...described(description, method, `${stack.url}${address}`, answer),
        ...insides.filter((inside) => inside.test(text)).map((inside) => `the answer tells ${inside}`),
        ...(answer.status >= 400 && after !== before ? [`refused, and yet ${before} became ${after}`] : []),
        ...(answer.status >= 400 && echoes(answer.body)
          ? ['a refusal repeats what was sent, or tells of a person']
          : []),
      ];
      before = after;
      return { answer, text, wrong };
    },
  };
}

function bodyOf(text: string, headers: Headers): any {
  return /json/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}

/** Names of fields may be told, for they lead to what is wrong; what they hold may not. */
function echoes(problem: { errors?: { detail: string }[] }): boolean {
  const said = JSON.stringify({ ...problem, errors: problem.errors?.map(({ detail }) => detail) });
  return [canary, person.name, person.number].some((secret) => said.includes(secret));
}

function described(description: Description, method: string, url: string, answer: Answer): string[] {
  const broken = answer.status >= 500 && answer.status !== 503 ? [`answered ${answer.status}`] : [];
  const operation = operationOf(description, method, url);
  return [...broken, ...(operation ? undescribed(description, operation, answer) : [])];
}

/** What was sent as text, or kept of a person, stands in no fact, no message and no queue. */
export async function expectNothingKept(stack: Stack): Promise<void> {
  for (const table of ['facts', 'messages', 'obligations', 'alerts', 'cases']) {
    const [{ kept }] = (await stack.database.query(
      `select count(*)::int as kept from ${table} t where t::text like any ($1)`,
      [[canary, person.name, person.number].map((secret) => `%${secret}%`)],
    )) as [{ kept: number }];
    expect([table, kept]).toEqual([table, 0]);
  }
  expect(stack.warnings.filter((line) => [canary, person.name].some((secret) => line.includes(secret)))).toEqual([]);
}
