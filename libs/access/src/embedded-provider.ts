import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { Logger } from '@nestjs/common';
import { createLocalJWKSet } from 'jose';
import { type ProviderOptions, providerConfiguration } from './embedded-configuration.js';
import { choosing } from './embedded-browser.js';
import { embeddedKeys, publicHalf } from './embedded-keys.js';
import type { IssuerKeys } from './issuer-keys.js';
import type { Role } from './principal.js';

/** Whom each demo client stands for. */
export const demoStaff: Record<Role, string> = {
  desk: 'pc-1001',
  counter: 'desk-1101',
  supervisor: 'sgt-2001',
  performance: 'perf-3001',
  committee: 'com-8001',
  admin: 'admin-4001',
  service: 'svc-5001',
};

export interface EmbeddedProviderOptions {
  /** Where browsers and scripts reach this process; a function where the port is only known after listening. */
  publicUrl: string | (() => string);
  /** The folder that keeps the signing keys. */
  home: string;
  production: boolean;
  audience?: string;
  staff?: Record<Role, string>;
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The built-in provider: to be mounted with `app.use('/oidc', provider.handler)` before any body parser. */
export interface EmbeddedProvider extends IssuerKeys {
  handler: Handler;
}

/** What is answered under `/oidc`; everything else there does not exist. */
const ANSWERED =
  /^\/(token|jwks|\.well-known\/openid-configuration|auth(\/[\w-]+)?|session\/end(\/\w+)?|choose\/[\w-]+)$/;

/**
 * An OpenID provider for demonstration and development, with the clients `demo-<role>` and the secret `demo`.
 * It refuses to exist in production: its secret is public.
 */
export async function embeddedProvider(options: EmbeddedProviderOptions): Promise<EmbeddedProvider> {
  if (options.production) {
    throw new Error('The built-in sign-in does not run in production: its secret is public. Set OIDC_ISSUER.');
  }
  const { publicUrl, audience = 'kept-informed', staff = demoStaff } = options;
  const keys = await embeddedKeys(options.home);
  const issuer = () => `${(typeof publicUrl === 'string' ? publicUrl : publicUrl()).replace(/\/$/, '')}/oidc`;
  const origin = () => issuer().slice(0, -'/oidc'.length);
  const built = whenFirstAsked(() => build(issuer(), { keys, audience, staff, origin: origin() }));
  return { issuer, key: createLocalJWKSet(publicHalf(keys)), handler: handlerOf(built, origin) };
}

type Callback = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function handlerOf(provider: () => Promise<Callback>, origin: () => string): Handler {
  return (request, response, next) => {
    const path = request.url?.split('?')[0] ?? '';
    if (!ANSWERED.test(path)) return next();
    if (!isOwnName(request.headers.host, origin())) return void response.writeHead(421).end();
    provider()
      .then((answer) => answer(request, response))
      .catch(next);
  };
}

/**
 * Whether it is asked by a name that only this machine has. A stranger's name may be made to lead here, and a page that was
 * loaded under it would sign in with the public secret, from the browser of whoever looked at it (DNS rebinding).
 */
function isOwnName(host = '', origin: string): boolean {
  const asked = `http://${host}`;
  if (!URL.canParse(asked)) return false;
  const { hostname } = new URL(asked);
  const isNumber = isIP(hostname.replace(/^\[|\]$/g, '')) > 0;
  return isNumber || hostname === 'localhost' || hostname === new URL(origin).hostname;
}

/** Built once, at the first request: by then the port, and so the issuer, is known. */
function whenFirstAsked<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function build(issuer: string, options: ProviderOptions): Promise<Callback> {
  const cookies = { keys: [randomUUID()], names: { session: 'demo_session', interaction: 'demo_choice' } };
  const provider = await quietly(async () => {
    const { default: Provider } = await import('oidc-provider');
    return new Provider(issuer, { ...providerConfiguration(options), cookies });
  });
  const logger = new Logger('SignIn');
  provider.on('error', (error) => logger.error(error));
  provider.on('server_error', (_context, error) => logger.error(error));
  const callback = provider.callback();
  const choose = choosing(provider, options.staff);
  return (request, response) =>
    request.url!.startsWith('/choose/') ? choose(request, response) : callback(request, response);
}

/**
 * oidc-provider writes on the console, as it loads, that Node 20 is older than what its author supports, and that what it
 * keeps is lost when the process ends. It works there (see its spec), the demo loses nothing by the other, and standard
 * output and error belong to the program.
 */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  // oxlint-disable-next-line no-console -- the library says it there and nowhere else
  console.warn = (...told: unknown[]) => {
    if (!/Unsupported runtime|in-memory adapter|SSRF protection/.test(String(told[0]))) warn.apply(console, told);
  };
  try {
    return await load();
  } finally {
    // oxlint-disable-next-line no-console
    console.warn = warn;
  }
}
