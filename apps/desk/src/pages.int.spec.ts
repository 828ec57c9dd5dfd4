import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import type { Browser, Page } from 'playwright-core';
import { inaccessible, startBrowser } from '../../../test/support/browser.js';
import { areInOneRow, lostByKeys, misplacedAt } from '../../../test/support/laid-out.js';
import { differingPixels, pictureOf } from '../../../test/support/pictures.js';
import { sampleWindow, showIn, shownSamples, type ShownSample } from '../../../test/support/shown-samples.js';
import { until } from '../../../test/support/waiting.js';
import { homePage } from './home/home.controller.js';
import { rendered } from './rendered.fixture.js';

let browser: Browser;
let page: Page;
/** Another in which nothing is ever narrow. */
let wide: Page;
let unscripted: Page;

beforeAll(async () => {
  browser = await startBrowser();
  [page, wide, unscripted] = await Promise.all([
    sampleWindow(browser),
    sampleWindow(browser),
    sampleWindow(browser, { javaScriptEnabled: false }),
  ]);
});

afterAll(() => browser?.close());

const byName = shownSamples.map((sample) => [sample.name, sample] as const);
const viewOf = (name: string) => name.replace(/-\d+$/, '');
const firstOfView = byName.filter(
  ([name], index) => byName.findIndex(([other]) => viewOf(other) === viewOf(name)) === index,
);
const desk = 1280;

/** Tables of which a desk's screen does not show all columns; collapsed borders are rounded to a whole one. */
const partlySeen = (on: Page): Promise<string[]> =>
  on.$$eval('.desk-scrolls:has(table)', (regions) =>
    regions
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.ariaLabel} is ${one.scrollWidth} wide and not ${one.clientWidth}`),
  );

/** What a script folds away or adds: a page in which that is more than a moment's matter. */
const changedByScript = /^(case|board)-/;

describe('a page in each of its states', () => {
  it.each(byName)(
    'lies right on a desk, at 200 % and on a phone, is accessible and goes by keys: %s',
    async (_, shown) => {
      await showIn(page, shown);
      const faults: string[] = [];
      for (const width of [desk, desk / 2, 320]) faults.push(...(await misplacedAt(page, width)));
      await page.setViewportSize({ width: desk, height: 900 });
      faults.push(...(await partlySeen(page)));
      faults.push(...(await inaccessible(page)), ...(await lostByKeys(page)));
      expect(faults).toEqual([]);
    },
  );

  it.each(firstOfView)(
    'looks the same without a script, and after it was narrow for a while: %s',
    async (name, shown) => {
      const beside = changedByScript.test(name) ? wide : unscripted;
      await Promise.all([showIn(page, shown), showIn(beside, shown)]);
      await page.setViewportSize({ width: 320, height: 900 });
      const folder = process.env['PICTURES'];
      if (folder) await page.screenshot({ path: `${folder}/${name}-phone.png`, fullPage: true });
      await page.setViewportSize({ width: desk, height: 900 });
      // On a busy machine a page takes its time to be wide again.
      const differing = async () => differingPixels(await pictureOf(page), await pictureOf(beside));
      await until(differing, (pixels) => pixels === 0, 10_000);
      if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    },
  );

  it('has who is signed in beside the search, however long their post is called', async () => {
    const directory = new DirectoryHolder(demoForceFile()).current;
    const called = ({ title, team }: { title: string; team: string }) => title + directory.team(team)!.name;
    const [longest] = directory.everyone().toSorted((one, other) => called(other).length - called(one).length);
    const by = { subject: longest!.id, staffId: longest!.id, roles: ['desk', 'counter', 'supervisor', 'performance'] };
    await showIn(page, { name: 'header', html: rendered(homePage.with({ roles: [] }), { by }) });
    expect(await areInOneRow(page, 'section.desk-bar > .desk-bar__group')).toBe(true);
    expect(await areInOneRow(page, '.govuk-service-navigation__item')).toBe(true);
  });
});

describe('what is looked for is found', () => {
  const planted = (style: string, html: string): ShownSample => ({
    name: 'planted',
    html: shownSamples
      .find(({ name }) => name.startsWith('form-'))!
      .html.replace('</main>', `<style nonce="abc">${style}</style>${html}</main>`),
  });
  const choices = ['One', 'Two']
    .map(
      (
        text,
      ) => `<div class="govuk-radios__item"><input class="govuk-radios__input" id="${text}" name="one" type="radio">
        <label class="govuk-label govuk-radios__label" for="${text}">${text}</label></div>`,
    )
    .join('');
  const radios = `<div class="govuk-radios govuk-radios--small govuk-radios--inline">${choices}</div>`;

  it.each([
    [
      'a box over its neighbour’s label',
      '.govuk-radios__item + .govuk-radios__item { margin-left: -40px; }',
      radios,
      /One” lies over|Two” lies over/,
    ],
    [
      'words over words',
      '.moved { margin-top: -30px; }',
      '<p>Under</p><p class="moved">Over</p>',
      /“(Over|Under)” lies over/,
    ],
    ['what is cut off', '.cut { height: 8px; overflow: hidden; }', '<p class="cut">Half of it</p>', /is cut off/],
    [
      'what is wider than a phone',
      '.wide { width: 400px; }',
      '<p class="wide">Wide</p>',
      /at 320: the page is \d+ wide/,
    ],
    ['what is too small', '.small { font-size: 14px; }', '<p class="small">Small</p>', /is smaller than 16 px/],
  ])('%s', async (_, style, html, told) => {
    await showIn(page, planted(style, html));
    expect([...(await misplacedAt(page, desk)), ...(await misplacedAt(page, 320))].join('\n')).toMatch(told);
  });

  it('an order of its own, and what no key reaches', async () => {
    await showIn(page, planted('', '<a href="/a">A</a><a href="/b" tabindex="1">B</a>'));
    expect((await lostByKeys(page)).join('\n')).toMatch(/“B”/);
  });

  it('a focus that nobody sees', async () => {
    await showIn(page, planted('.plain:focus { outline: none; }', '<a class="plain" href="/a">A</a>'));
    expect(await lostByKeys(page)).toEqual(['a “A” is not seen to be reached']);
  });
});
