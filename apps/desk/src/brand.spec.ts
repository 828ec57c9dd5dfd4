import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildAssets } from '../bin/assets.mjs';
import { isFragment, rendered } from './rendered.fixture.js';
import { samples } from './samples/samples.fixture.js';

const whole = samples.filter((shown) => !isFragment(shown)).map((shown) => rendered(shown));
let folder: string;
let styles: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-informed-assets-'));
  await buildAssets(folder);
  const file = readdirSync(folder).find((name) => name.endsWith('.css'))!;
  styles = readFileSync(join(folder, file), 'utf8');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('every page', () => {
  it('is the force’s own: no crown, no logo, no name, no footer of another government', () => {
    expect(whole.length).toBeGreaterThan(50);
    for (const html of whole) {
      expect(html).not.toMatch(/GOV\.UK|govuk-(header__logotype|logo|crest)|crown|Open Government Licence/i);
      expect(html).toMatch(/<meta name="theme-color" content="#1b2a4a">/);
      expect(html).toMatch(/govuk-generic-header[^]*>\s*Kept Informed\s*</);
      expect(html.match(/<link rel="[^"]*icon"[^>]*>/g)).toEqual([
        '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">',
      ]);
    }
  });

  it('runs nothing in line without saying so to the browser, and sets no style in line', () => {
    const unsaid = whole.flatMap((html) => html.match(/<script(?![^>]* (?:src|nonce)=)[^>]*>|<style/g) ?? []);
    expect(unsaid).toEqual([]);
    expect(whole.every((html) => html.includes('<script nonce="abc">'))).toBe(true);
  });
});

describe('a form', () => {
  it('asks for nothing that only a script would show, in no words that a reader of screens is misled by', () => {
    expect(whole.filter((html) => /-conditional|data-aria-controls|aria-expanded=/.test(html))).toEqual([]);
  });
});

describe('the styles', () => {
  it('have no font or crest of another government, and fetch nothing', () => {
    expect(styles).toContain('Helvetica Neue');
    expect(styles.match(/GDS Transport|@font-face|crest|url\([^)]*\)/gi)).toBeNull();
  });

  it('cut off no tag', () => {
    expect(styles.match(/\.govuk-tag\{[^}]*max-width:none/)).not.toBeNull();
  });
});

describe('what happened', () => {
  it('is a list in its order, in the words and the time zone of the force', () => {
    const views = new URL('../views/', import.meta.url);
    for (const file of readdirSync(views)) {
      const text = readFileSync(new URL(file, views), 'utf8');
      expect([file, /moj\/components|mojTimeline|mojDate|moj\/filters/.test(text)]).toEqual([file, false]);
    }
    const shown = whole.filter((html) => html.includes('desk-timeline__item'));
    expect(shown.length).toBeGreaterThan(2);
    for (const html of shown)
      expect(html).toMatch(/<ol class="[^"]*desk-timeline[^"]*"[^>]*>\s*<li class="[^"]*desk-timeline__item/);
  });
});
