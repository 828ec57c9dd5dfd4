import type { Page, Response } from 'playwright-core';
import { inaccessible } from './browser.js';

/** Sends the form of a window by its main button, and answers the status: of what is shown then, not of what a script asks beside it. */
export async function sent(on: Page, button = 'form.desk-form button[data-default-button]'): Promise<number> {
  const path = new URL(on.url()).pathname;
  const isAnswer = (response: Response) => {
    const request = response.request();
    return new URL(response.url()).pathname === path && request.method() === 'POST' && request.isNavigationRequest();
  };
  const [answer] = await Promise.all([on.waitForResponse(isAnswer), on.click(button)]);
  return answer.status();
}

/** Where the summary of what is wrong leads to. */
export const wrong = (on: Page): Promise<string[]> =>
  on.$$eval('.govuk-error-summary a', (links) => links.map((link) => (link as never as { hash: string }).hash));

/** The fields of a form in a window, as a browser would send them; of several of one name the last. */
export const fieldsOf = (on: Page, form = 'form.desk-form'): Promise<Record<string, string>> =>
  on.$eval(form, (found) =>
    Object.fromEntries(new (FormData as never as new (of: unknown) => Map<string, string>)(found)),
  );

/**
 * What is wrong with the page in a window: links of the summary that lead to nothing that can be filled in, what is not
 * accessible, and that it does not fit a phone. Where no script runs, the same address is looked at in a window where one does.
 */
export async function faultsOf(on: Page, scripted = on): Promise<string[]> {
  const faults: string[] = [];
  for (const hash of await wrong(on))
    if ((await on.locator(`input${hash}, select${hash}, textarea${hash}`).count()) !== 1)
      faults.push(`${hash} is no field`);
  if (on !== scripted) await scripted.goto(on.url());
  faults.push(...(await inaccessible(scripted)));
  await scripted.setViewportSize({ width: 320, height: 800 });
  const width = (await scripted.evaluate('document.documentElement.scrollWidth')) as number;
  if (width > 320) faults.push(`${width} wide on a phone`);
  await scripted.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

/** Leaves a picture where PICTURES names a folder, to be looked at. */
export async function pictured(on: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await on.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
