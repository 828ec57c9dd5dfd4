import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationOf, undescribed, type Description } from './description.js';

/** An answer with its body read. */
export interface Answer<T = Record<string, any>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Somebody with a token, talking to the API over HTTP. */
export interface Client {
  get<T = Record<string, any>>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  delete<T = Record<string, any>>(path: string, headers?: Record<string, string>, body?: unknown): Promise<Answer<T>>;
  post<T = Record<string, any>>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Sends a form with a file. */
  send<T = Record<string, any>>(path: string, form: FormData, headers?: Record<string, string>): Promise<Answer<T>>;
  readonly authorization: string;
}

/** A client with a token for a role, of the built-in sign-in unless another issuer is named. */
export async function client(
  url: string,
  role: string,
  issuer = `${url}/oidc`,
  scope: string | undefined = undefined,
): Promise<Client> {
  const authorization = `Bearer ${await tokenFor(issuer, role, scope)}`;
  const ask = async (method: string, path: string, more: RequestInit) => {
    const response = await fetch(`${url}/api/v1${path}`, { method, ...more });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    const answer = { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    await requireDescribed(url, method, path, answer);
    return answer;
  };
  return {
    authorization,
    send: (path, form, headers = {}) => ask('POST', path, { headers: { authorization, ...headers }, body: form }),
    get: (path, headers = {}) => ask('GET', path, { headers: { authorization, ...headers } }),
    delete: (path, headers = {}, body = undefined) =>
      ask('DELETE', path, {
        headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    post: (path, body, headers = {}) =>
      ask('POST', path, {
        headers: {
          authorization,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

/** By the address of an API; undefined where only a part of one is served. */
const descriptions = new Map<string, Promise<Description | undefined>>();

/** Those that serve all of it: they describe themselves alike in a whole run, and to do so takes one of them half a second. */
const wholes = new Set<string>();

export const servesAll = (url: string): void => void wholes.add(url);

async function describedAt(url: string): Promise<Description | undefined> {
  const kept = wholes.has(url) ? join(process.env['KI_TEST_FOLDER']!, 'openapi.json') : undefined;
  if (kept && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const answer = await fetch(`${url}/api/v1/openapi.json`);
  if (!answer.ok) return undefined;
  const text = await answer.text();
  if (kept) {
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, kept);
  }
  return JSON.parse(text);
}

/** Whatever a spec asks, the answer is one that the API's description foretells. */
async function requireDescribed(url: string, method: string, path: string, answer: Answer): Promise<void> {
  const known = descriptions.get(url) ?? describedAt(url);
  descriptions.set(url, known);
  const description = await known;
  const operation = description && operationOf(description, method, `${url}/api/v1${path}`);
  const wrong = operation ? undescribed(description, operation, answer) : [];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/** A token of a demo client, for these scopes alone where some are asked for. */
export async function tokenFor(issuer: string, role: string, scope?: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`demo-${role}:demo`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `grant_type=client_credentials${scope === undefined ? '' : `&scope=${encodeURIComponent(scope)}`}`,
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
