import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { monthsDrawing } from '@kept-informed/charts';
import { enclosureOf, isPaper, typeset, type Paper } from './index.js';

const drawing = monthsDrawing({
  id: 'months',
  title: 'Rate',
  description: 'No month is more than chance.',
  limits: null,
  points: [{ month: '2026-10', rate: 0.5, isSignal: false, words: 'October', href: null }],
});
const paper: Paper = {
  title: 'Return, October 2026',
  force: 'Cumbria Constabulary',
  facts: [['Digest', 'abc']],
  note: null,
  parts: [
    {
      heading: 'Kept and missed',
      said: ['What fell due.'],
      picture: { drawing, words: 'The rate by month' },
      table: { heads: ['Team', 'Rate'], lines: [['Barrow', '50.0%']] },
      list: [['Rate', 'In time, of all.']],
    },
  ],
  enclosure: null,
};

/** What is drawn and tagged in it: its streams, unpacked, and all else as it stands. */
function inside(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed]) => {
    try {
      return inflateSync(Buffer.from(packed!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}

describe('a paper', () => {
  it('is a tagged PDF/UA-1 with headings, a table with heads and pictures in words', () => {
    const found = inside(typeset(paper));
    expect(found.startsWith('%PDF-1.7')).toBe(true);
    expect(found).toMatch(/pdfuaid:part[^0-9]{1,4}1/);
    for (const tag of ['/H1', '/Table', '/THead', '/TH', '/Figure', '/Lang'])
      expect([tag, found.includes(tag)]).toEqual([tag, true]);
    expect(found).toMatch(/\/Alt ?\(The rate by month\)/);
    expect([...new Set(found.match(/\/FontName ?\/\w{6}\+(\w+)/g)!.map((name) => name.split('+')[1]))]).toEqual([
      'LibertinusSerif',
    ]);
  });

  it('is the same bytes each time, and others where one figure is another', () => {
    const [first, again] = [typeset(paper), typeset(structuredClone({ ...paper, parts: [] }))];
    expect(typeset(paper).equals(first!)).toBe(true);
    expect(again!.equals(first!)).toBe(false);
  });

  it('keeps a text a text, whatever it says', () => {
    const note = '#read("/etc/passwd") #panic("x") $x$ *b* \\ @ref <a> #import "@preview/a:1.0.0"';
    const plain = inside(typeset({ ...paper, note: 'A note.' }));
    const odd = inside(typeset({ ...paper, note, title: note, facts: [[note, note]] }));
    expect(odd).not.toContain('root:x:0');
    expect(odd.length).toBeGreaterThan(plain.length);
  });

  it('gives back the file that goes with it byte by byte, a long one too', () => {
    const text = JSON.stringify({ said: 'ö ) endobj stream /EmbeddedFile'.repeat(5_000) });
    const enclosure = { name: 'return.json', type: 'application/json', text, words: 'The return' };
    const pdf = typeset({ ...paper, enclosure });
    expect([isPaper(pdf), enclosureOf(pdf)!.toString() === text]).toEqual([true, true]);
    expect([enclosureOf(typeset(paper)), isPaper(Buffer.from('{}'))]).toEqual([null, false]);
  });

  it('is not made with a picture that nobody could be told of', () => {
    const silent = { ...paper.parts[0]!, picture: { drawing, words: undefined as never } };
    expect(() => typeset({ ...paper, parts: [silent] })).toThrow('cannot be set');
  });
});
