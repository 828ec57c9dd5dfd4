import { randomUUID } from 'node:crypto';

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
export async function client(url: string, role: string, issuer = `${url}/oidc`): Promise<Client> {
  const authorization = `Bearer ${await tokenFor(issuer, role)}`;
  const ask = async (method: string, path: string, more: RequestInit) => {
    const response = await fetch(`${url}/api/v1${path}`, { method, ...more });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
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

async function tokenFor(issuer: string, role: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`demo-${role}:demo`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
