import type { Browser, BrowserContext, Page } from 'playwright-core';
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

export async function openDesk(at: string): Promise<OpenedDesk> {
  const [stack, browser] = await Promise.all([startStack(at, 'postgres', { DESK: 'yes' }), startBrowser()]);
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
