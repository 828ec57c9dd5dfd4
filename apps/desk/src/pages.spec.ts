import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { malformed } from '../../../test/support/html.js';
import { formPage } from './frame/form-page.js';
import { Form, Page, page, pages, type ShownPage } from './frame/page.js';
import './cases/case.controller.js';
import { isFragment, rendered } from './rendered.fixture.js';
import { samples } from './samples/samples.fixture.js';

describe('each page', () => {
  it('has a sample', () => {
    expect([...new Set(samples.map(({ view }) => view.file))].toSorted()).toEqual([...pages.keys()].toSorted());
  });

  it.each(samples.map((shown, index) => [`${shown.view.file} ${index}`, shown] as const))(
    'asks for nothing that its model has not, escapes what it is given and is well formed: %s',
    (_, shown) => {
      const html = rendered(shown);
      expect(html).not.toContain('<b>');
      expect(html).not.toMatch(/undefined|\[object|style="|&amp;(lt|gt|amp|quot|#39);/);
      expect(malformed(isFragment(shown) ? `<div>${html}</div>` : html)).toEqual([]);
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
      rendered(samples[0]!, { reach }),
      rendered(samples[0]!, { reach, draft }),
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
    expect([true, false].map((people) => rendered(samples[0]!, { people }).includes('Hide this page'))).toEqual([
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

  it('that is a form says under which name is kept what is typed, or that it is kept nowhere', () => {
    expect(() => Page(formPage, { at: 'forms', roles: ['desk'], about: 'no-case' })).toThrow(
      'does not say under which',
    );
    expect(() => Page(formPage, { at: 'forms', roles: ['desk'], about: 'no-case', draft: null })).not.toThrow();
  });

  it('has one model', () => {
    expect(() => page('error.njk')).toThrow('two models');
  });
});
