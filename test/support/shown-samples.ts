import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { isFragment, rendered } from '../../apps/desk/src/rendered.fixture.js';
import { samples } from '../../apps/desk/src/samples/samples.fixture.js';

/** Nothing answers there but the window itself. */
const origin = 'http://desk.test';
const built = 'dist/apps/desk/assets';
const types: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/** A page in one of its states, by a name of its own. */
export interface ShownSample {
  readonly name: string;
  readonly html: string;
}

/** Every page in its states, as somebody sees it who left a form half filled in; parts are seen where they stand. */
export const shownSamples: readonly ShownSample[] = samples
  .map((shown, index) => ({ shown, name: `${shown.view.file.replace('.njk', '')}-${index}` }))
  .filter(({ shown }) => !isFragment(shown))
  .map(({ shown, name }) => {
    const draft = { fields: {}, keptAt: '2026-11-27T13:05:00.000Z' };
    return { name, html: rendered(shown, { reach: { draft: 'contact' }, draft }) };
  });

/**
 * A window that shows made-up pages in the styles and with the script of the desk, without a server behind it. Its clock stands
 * still, so that a page that tells its age says the same however long somebody takes to look at it.
 */
export async function sampleWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const files = JSON.parse(readFileSync(`${built}/manifest.json`, 'utf8')) as Record<string, string>;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.clock.setFixedTime('2026-11-27T13:05:00.000Z');
  const page = await context.newPage();
  await page.route(`${origin}/assets/*`, (route) => {
    const name = new URL(route.request().url()).pathname.replace('/assets/', '');
    return route.fulfill({
      body: readFileSync(`${built}/${files[name]}`),
      contentType: types[name.split('.').at(-1)!]!,
    });
  });
  return page;
}

/** Shows a page in such a window. */
export async function showIn(page: Page, { name, html }: ShownSample): Promise<void> {
  const address = `${origin}/${name}`;
  await page.route(address, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await page.goto(address);
  await page.unroute(address);
}
