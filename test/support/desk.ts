import { request, type APIRequestContext, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startBrowser } from './browser.js';
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
      made.setDefaultTimeout(60_000);
      const first = await made.newPage();
      await first.goto(stack.url);
      await first.click(`button[value="${as}"]`);
      await first.waitForURL((url) => !url.pathname.startsWith('/oidc') && !url.pathname.startsWith('/sign-in'));
      await first.close();
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
