import type { ChildProcess } from 'node:child_process';
import { type IncomingMessage, request as asked, type ServerResponse } from 'node:http';
import { browserClientId, browserClientSecret } from '@kept-informed/access';
import { request, type APIRequestContext, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startBrowser } from './browser.js';
import { freePort } from './free-port.mjs';
import { startIssuer } from './issuer.js';
import { peopleKey } from './people-key.js';
import { killed, said, spawnApp } from './processes.js';
import { startStack, type Stack } from './stack.js';

/** The desk as people use it: in a real browser, beside the API on the same tables. */
export interface OpenedDesk {
  readonly stack: Stack;
  readonly browser: Browser;
  /** What a browser refused or could not do. */
  readonly complaints: string[];
  /** A browser in which one of the demo's people is signed in. */
  signedIn(as: string, more?: object): Promise<BrowserContext>;
  /** A window of it, whose complaints are kept. */
  window(of: BrowserContext): Promise<Page>;
  stop(): Promise<void>;
}

export async function openDesk(at: string, more: Record<string, string> = {}): Promise<OpenedDesk> {
  const [stack, browser] = await Promise.all([startStack(at, 'postgres', { DESK: 'yes', ...more }), startBrowser()]);
  const complaints: string[] = [];
  return {
    stack,
    browser,
    complaints,
    signedIn: async (as, more = {}) => {
      const made = await browser.newContext(more);
      made.setDefaultTimeout(120_000);
      await signInAt(stack.url, made, as);
      return made;
    },
    window: async (of) => {
      const made = await of.newPage();
      made.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      made.on('pageerror', (error) => complaints.push(error.message));
      return made;
    },
    stop: async () => {
      await browser.close();
      await stack.stop();
    },
  };
}

/** Signs one of the demo's people in, in a browser. */
export async function signInAt(url: string, browser: BrowserContext, as: string): Promise<void> {
  const first = await browser.newPage();
  await first.goto(url);
  await first.click(`button[value="${as}"]`);
  await first.waitForURL(({ pathname }) => !pathname.startsWith('/oidc') && !pathname.startsWith('/sign-in'));
  await first.close();
}

/** A desk that is a process of its own, which can be stopped in the middle of its work. */
export interface DeskProcess {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** On the tables of a stack, as on servers: a process behind one address, where its sign-in is too. From the compiled tree. */
export async function startDeskProcess({ deskUrl }: Pick<Stack, 'deskUrl'>, clock: string): Promise<DeskProcess> {
  const port = await freePort();
  const issuer = await startIssuer(ledTo(port));
  const url = new URL(issuer.url).origin;
  const desk = spawnApp('desk/src/main.js', [], {
    DATABASE_URL: deskUrl,
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: browserClientId,
    OIDC_CLIENT_SECRET: browserClientSecret,
    PUBLIC_URL: url,
    PORT: String(port),
    PEOPLE_KEY: peopleKey,
    KEPT_INFORMED_CLOCK: clock,
  });
  const stop = async () => {
    await killed(desk);
    issuer.stop();
  };
  await said(desk, /Answering at/).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, process: desk, stop };
}

/** What a proxy does: where nothing answers, nothing is answered. */
const ledTo = (port: number) => (from: IncomingMessage, to: ServerResponse) => {
  const { method, url, headers } = from;
  const on = asked({ port, method, path: url, headers }, (answer) => {
    to.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(to);
  });
  on.on('error', () => to.destroy());
  from.pipe(on);
};

/** One of the demo's people, signed in at the desk as a browser is. */
export async function signIn({ url }: Pick<Stack, 'url'>, staffId: string): Promise<APIRequestContext> {
  const made = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const choice = await made.get('/');
  const [, action] = /action="([^"]+)"/.exec(await choice.text())!;
  const begun = await made.post(action!, { form: { person: staffId } });
  if (begun.status() !== 200 || new URL(begun.url()).host !== new URL(url).host)
    throw new Error(`${staffId} was not let in: ${begun.status()} ${begun.url()}`);
  return made;
}
