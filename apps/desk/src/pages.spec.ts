import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { withRequest } from '@kept-informed/access';
import { fixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import type { Request, Response } from 'express';
import { malformed } from '../../../test/support/html.js';
import { Form, Page, page, pages, REACH, type ShownPage } from './frame/page.js';
import './cases/case.controller.js';
import { Writers } from './frame/writers.js';
import { PageRenderer } from './frame/page-renderer.js';
import { samples } from './samples.fixture.js';

const addresses = { styles: '/assets/desk.css', script: '/assets/desk.js', icon: '/assets/icon.svg' };
const rendering = new PageRenderer({
  assets: { addresses } as never,
  clock: fixedClock('2026-11-27T14:05:00Z'),
  directory: new DirectoryHolder(demoForceFile()),
  writers: new Writers([Buffer.alloc(32, 1)]),
  isStrict: true,
});

const principal = { subject: 'pc-1001', staffId: 'pc-1001', roles: ['desk', 'supervisor'], until: 0 };

function rendered(shown: ShownPage, people = true, more: { reach?: object; draft?: object } = {}): string {
  const request = { path: '/my-work', session: {}, params: { caseId: 'c-1' } } as unknown as Request;
  const { reach, draft } = more;
  const response = { locals: { nonce: 'abc', [REACH]: { people, ...reach }, draft } } as unknown as Response;
  return withRequest({ requestId: 'r-1', principal: principal as never }, () =>
    rendering.html(shown, request, response),
  );
}

describe('each page', () => {
  it('has a sample', () => {
    expect([...new Set(samples.map(({ view }) => view.file))].toSorted()).toEqual([...pages.keys()].toSorted());
  });

  it.each(samples.map((shown, index) => [`${shown.view.file} ${index}`, shown] as const))(
    'asks for nothing that its model has not, escapes what it is given and is well formed: %s',
    (_, shown) => {
      const html = rendered(shown);
      expect(html).not.toContain('<b>');
      expect(html).not.toMatch(/undefined|\[object|style="/);
      expect(
        malformed(
          ['outcome.njk', 'foreseen.njk', 'board-rows.njk'].includes(shown.view.file) ? `<div>${html}</div>` : html,
        ),
      ).toEqual([]);
    },
  );

  it('would be found out where it asked for more', () => {
    const [shown] = samples as [ShownPage];
    const { reference: _, ...less } = shown.model as { reference?: string };
    expect(() => rendered(shown.view.with(less))).toThrow('m.reference, which its model has not');
  });

  it('says in its form whose it is and what it was left with, where that is kept', () => {
    const reach = { draft: 'contact' };
    const draft = { fields: {}, keptAt: '2026-11-27T13:05:00.000Z' };
    const [bare, named, left] = [
      rendered(samples[0]!),
      rendered(samples[0]!, true, { reach }),
      rendered(samples[0]!, true, { reach, draft }),
    ];
    const says = (html: string) => ['name="writer"', '1:05pm', 'id="drop-draft"'].map((text) => html.includes(text));
    expect([bare, named, left].map(says)).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, true],
    ]);
    expect([named, left].flatMap(malformed)).toEqual([]);
  });

  it('can be hidden at once where it shows people', () => {
    expect([true, false].map((people) => rendered(samples[0]!, people).includes('Hide this page'))).toEqual([
      true,
      false,
    ]);
  });
});

describe('the files of pages', () => {
  const folder = new URL('../views/', import.meta.url);
  const files = readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const);

  it.each(files)('put nothing in unescaped: %s', (_, text) => {
    expect(text).not.toMatch(/\|\s*safe\b/);
    expect(text).not.toMatch(/\b[hH]tml:\s*(?!")/);
  });
});

describe('a page', () => {
  const view = page<{ readonly a: string }>('spec.njk');
  pages.forEach((_, file) => file === 'spec.njk' && (pages as Map<string, unknown>).delete(file));
  const about = { roles: ['desk'], about: 'case' } as const;

  it('about a case names it in its address', () => {
    expect(() => Page(view, { at: 'cases', ...about })).toThrow('does not name');
    expect(() => Form(view, { at: 'cases/:caseId', ...about })).not.toThrow();
  });

  it('has one model', () => {
    expect(() => page('error.njk')).toThrow('two models');
  });
});
