import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { APIRequestContext } from 'playwright-core';
import type { Client } from './client.js';
import type { Stack } from './stack.js';

/** Whoever asks for figures: by the API, and at the desk as a browser does. */
export interface FigureAsker {
  readonly api: Client;
  readonly desk: APIRequestContext;
  /** Figures alone are theirs, and no rows behind them. */
  readonly seesNoRows?: boolean;
}

type Parts = Readonly<Record<string, string | undefined>>;
type Line = Record<string, any>;

/** What is said of something in two ways that should be one. */
class Unlike extends Error {}

const same = (what: string, ours: unknown, theirs: unknown): void => {
  if (!isDeepStrictEqual(ours, theirs))
    throw new Unlike(`${what}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}`);
};

export const addressOf = (path: string, parts: Parts): string =>
  `${path}?${new URLSearchParams(Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined))}`;

/** A group as a question names it. */
const named = (group: Readonly<Record<string, string | null>>): Parts =>
  Object.fromEntries(Object.entries(group).map(([name, value]) => [name, value ?? '-']));

export const statuses = {
  met: 'met',
  metLate: 'met-late',
  missed: 'missed',
  excused: 'excused',
  waived: 'waived',
  voided: 'voided',
  superseded: 'superseded',
} as const;
const marks = ['recordedLate', 'recordedAfterDue', 'disputed', 'changedAfterDue', 'reattributed'] as const;

/** Each column that counts rows, and how the rows behind it are asked for. */
const counted: Readonly<Record<string, Parts>> = {
  fellDue: {},
  ...Object.fromEntries(Object.entries(statuses).map(([name, status]) => [name, { status }])),
  ...Object.fromEntries(marks.map((name) => [name, { [name]: 'true' }])),
  notDueYet: { notDueYet: 'true' },
  paused: { status: 'paused' },
  awaitingCalendar: { awaitingCalendar: 'true' },
};

const sumOf = (rows: readonly Line[], name: string): number => rows.reduce((sum, row) => sum + row[name], 0);

async function answered(asker: FigureAsker, path: string): Promise<Line> {
  const { status, body } = await asker.api.get(path);
  if (status !== 200) throw new Unlike(`${path} is answered with ${status} ${JSON.stringify(body)}`);
  return body;
}

/** All that a list has, page by page. */
async function listed(asker: FigureAsker, path: string): Promise<{ items: Line[]; withheld: number }> {
  let found = await answered(asker, `${path}&limit=500`);
  const { withheld } = found as { withheld: number };
  const items: Line[] = [...found['items']];
  while (found['next']) {
    found = await answered(asker, `${path}&limit=500&cursor=${found['next']}`);
    items.push(...found['items']);
  }
  return { items, withheld };
}

/** The same question as a file: its heads and its lines, as texts, and the columns that lie beside it. */
async function fileLines({ url }: Pick<Stack, 'url'>, { api }: Pick<FigureAsker, 'api'>, path: string) {
  const bytesAs = async (accept: string) => {
    const headers = { authorization: api.authorization, accept };
    const answer = await fetch(`${url}/api/v1${path}`, { headers });
    if (answer.status !== 200) throw new Unlike(`${path} is no ${accept}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const csv: string[][] = parse(await bytesAs('text/csv'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await bytesAs(spreadsheetType)) as never);
  const { tableSchema } = JSON.parse((await bytesAs('application/csvm+json')).toString());
  const told: string[] = tableSchema.columns.map(({ name }: { name: string }) => name);
  return { csv, sheet: linesOf(book.getWorksheet('Data')!, csv[0]!), told };
}

const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Dates are dates there, and no text is kept from being run by an apostrophe. */
function linesOf(data: ExcelJS.Worksheet, heads: readonly string[]): string[][] {
  return data.getRows(1, data.rowCount)!.map((row) =>
    heads.map((name, at) => {
      const { value } = row.getCell(at + 1);
      if (!(value instanceof Date)) return value === null ? '' : String(value);
      const text = value.toISOString().replace('.000Z', 'Z');
      return /(At|asOf|^at)$/.test(name) ? text : text.slice(0, 10);
    }),
  );
}

/** A text that would be run is kept one by an apostrophe, and whole seconds have no fraction. */
const plain = (lines: readonly (readonly string[])[]): string[][] =>
  lines.map((line) => line.map((text) => text.replace(/^'(?=[=+\-@])|\.000(?=Z$)/g, '')));

/** JSON, CSV and spreadsheet of one address say the same, line for line. */
export async function sameAsFiles(
  stack: Pick<Stack, 'url'>,
  asker: Pick<FigureAsker, 'api'>,
  path: string,
  body: Line,
  rows: readonly Line[],
) {
  const { csv, sheet, told } = await fileLines(stack, asker, path);
  const [heads, ...lines] = csv;
  same(`the columns that are told of ${path}`, told, heads);
  const said = (row: Line, name: string): unknown => {
    const [, interval, end] = /^(interval|warning|action|targetInterval)(Low|High)$/.exec(name) ?? [];
    if (interval) return row[interval]?.[end === 'Low' ? 0 : 1] ?? '';
    const [, side, member] = /^(before|after)\.(.*)$/.exec(name) ?? [];
    if (side) return row[side]?.[member!] ?? row[side]?.group[member!] ?? '';
    if (name === 'changed') return row[name].join(' ');
    if (name === 'facts') return row[name].map(({ position }: Line) => position).join(' ');
    const group = typeof row['group'] === 'object' ? row['group'] : {};
    return { ...body, ...body['limits'], ...row, ...group }[name] ?? (name === body['by'] ? (row['group'] ?? '') : '');
  };
  same(`CSV of ${path}`, plain(lines), plain(rows.map((row) => heads!.map((name) => String(said(row, name))))));
  same(`the spreadsheet of ${path}`, plain(sheet), plain(csv));
}

/** A report adds up, is the same in every form, and each of its figures leads to exactly its rows. */
export async function reportIsOne(stack: Stack, asker: FigureAsker, asked: Parts & { groupBy: string }): Promise<void> {
  const { groupBy, ...narrowed } = asked;
  const first = await answered(asker, addressOf('/compliance', asked));
  const times = { knownAt: first['knownAt'], asOf: first['asOf'] };
  const path = addressOf('/compliance', { ...asked, ...times });
  const body = await answered(asker, path);
  const { rows, totals } = body as { rows: Line[]; totals: Line };
  same(`${path} again`, { rows, totals }, { rows: first['rows'], totals: first['totals'] });
  for (const name of Object.keys(counted)) same(`the sum of ${name} of ${path}`, sumOf(rows, name), totals[name]);
  for (const row of [...rows, totals])
    same(
      `what fell due of ${path}`,
      Object.keys(statuses).reduce((sum, name) => sum + row[name], 0),
      row['fellDue'],
    );
  await sameAsFiles(stack, asker, path, body, rows);
  if (asker.seesNoRows) return;
  for (const row of [...rows, { ...totals, group: {} as Record<string, null> }])
    for (const [name, which] of Object.entries(counted)) {
      if (row[name] === 0) continue;
      // Nobody of the force has what others owe: by owner or team it is in no line.
      const isByOwner = groupBy.split(',').some((one) => one === 'owner' || one === 'team');
      if (isByOwner && Object.keys(row['group']).length === 0) continue;
      const cell = addressOf('/compliance/obligations', { ...narrowed, ...named(row['group']), ...which, ...times });
      const { items, withheld } = await listed(asker, cell);
      same(`rows of ${cell}`, items.length + withheld, row[name]);
      for (const item of items)
        for (const [by, value] of Object.entries(row['group'])) same(`${by} in ${cell}`, item['group'][by], value);
    }
  const some = addressOf('/compliance/obligations', { ...narrowed, ...times });
  await sameAsFiles(stack, asker, some, body, (await listed(asker, some)).items);
}

/** By what promised dates are told apart. */
const ofPromises = ['month', 'bcu', 'lpt', 'team', 'owner'];

/**
 * What has no rows behind it is the same in every form: months, groups side by side, what has no limit, promised dates, who
 * hears nothing.
 */
export async function filesAreOne(stack: Stack, asker: FigureAsker, asked: Parts & { by: string }): Promise<void> {
  const { by, ...narrowed } = asked;
  const promised = Object.fromEntries(
    Object.entries(narrowed).filter(([name]) => [...ofPromises, 'from', 'to', 'knownAt'].includes(name)),
  );
  for (const [path, list, parts] of [
    ['/compliance/months', 'points', narrowed],
    ['/compliance/funnel', 'points', { ...narrowed, by }],
    ['/compliance/no-limit', 'rows', { ...narrowed, groupBy: by }],
    ['/compliance/not-recorded-here', 'rows', { ...narrowed, groupBy: by }],
    ['/compliance/promises', 'rows', { ...promised, groupBy: ofPromises.includes(by) ? by : 'owner' }],
  ] as const) {
    const first = await answered(asker, addressOf(path, parts));
    const times = { knownAt: first['knownAt'], asOf: first['asOf'] };
    const body = await answered(asker, addressOf(path, { ...parts, ...times }));
    await sameAsFiles(stack, asker, addressOf(path, { ...parts, ...times }), { ...body, by }, body[list]);
  }
  if (asker.seesNoRows) return;
  const silence = addressOf('/compliance/silence', { days: '7', knownAt: asked['knownAt'] ?? undefined });
  const { knownAt, asOf } = await answered(asker, silence);
  const known = addressOf('/compliance/silence', { days: '7', knownAt, asOf });
  await sameAsFiles(stack, asker, known, {}, (await listed(asker, known)).items);
}

/** Rates by characteristic are the same in every form, those of all together too. */
export async function characteristicIsOne(stack: Pick<Stack, 'url'>, asker: Pick<FigureAsker, 'api'>, asked: Parts) {
  const path = addressOf('/compliance/characteristics', asked);
  const { status, body } = await asker.api.get(path);
  same(`the answer of ${path}`, status, 200);
  const { rows, totals } = body as { rows: Line[]; totals: Line };
  const places = asked['by'] === undefined ? [] : rows.map((row) => ({ ...row, isTotal: false }));
  const lines = [...places, { ...totals, place: '', isTotal: true }];
  const groups = lines.flatMap(({ groups: all, ...line }: Line) => all.map((group: Line) => ({ ...group, ...line })));
  await sameAsFiles(stack, asker, path, body, groups);
}

/** A measure adds up, is the same in every form, and its part and whole lead to exactly their rows. */
export async function measureIsOne(
  stack: Stack,
  asker: FigureAsker,
  asked: Parts & { measure: string },
): Promise<void> {
  const { groupBy: _, ...narrowed } = asked;
  const body = await answered(asker, addressOf('/compliance/shares', asked));
  const { rows, totals } = body as { rows: Line[]; totals: Line };
  const times = { knownAt: body['knownAt'], asOf: body['asOf'] };
  for (const name of ['part', 'whole'])
    same(`the sum of ${name} of ${JSON.stringify(asked)}`, sumOf(rows, name), totals[name]);
  await sameAsFiles(stack, asker, addressOf('/compliance/shares', { ...asked, ...times }), body, rows);
  if (asker.seesNoRows) return;
  const all = addressOf('/compliance/shares/rows', { ...narrowed, ...times });
  const { items: every } = await listed(asker, all);
  const never = (at: string) => (at.startsWith('9999') ? null : at);
  await sameAsFiles(
    stack,
    asker,
    all,
    {},
    every.map((item) => ({ ...item, at: never(item['at']) })),
  );
  for (const row of rows)
    for (const [name, which] of [
      ['part', { part: 'true' }],
      ['whole', {}],
    ] as const) {
      const cell = addressOf('/compliance/shares/rows', { ...narrowed, ...named(row['group']), ...which, ...times });
      const { items, withheld } = await listed(asker, cell);
      same(`rows of ${cell}`, items.length + withheld, row[name]);
    }
}

/** What a table of a page shows: the heads of its columns, and of each line its name and figures with where they lead. */
export function shownIn(html: string) {
  const text = (cell: string): string =>
    cell
      .replace(/<[^>]*>/g, '')
      .trim()
      .replaceAll('&amp;', '&')
      .replaceAll('&#39;', "'");
  const cells = (row: string, kind: string) =>
    [...row.matchAll(new RegExp(`<${kind}[ >][^]*?</${kind}>`, 'g'))].map(([cell]) => ({
      text: text(cell),
      href: /href="([^"]*)"/.exec(cell)?.[1]?.replaceAll('&amp;', '&') ?? null,
    }));
  const rows = (part: string) =>
    [...(new RegExp(`<${part}[ >][^]*?</${part}>`).exec(html)?.[0] ?? '').matchAll(/<tr[^]*?<\/tr>/g)].map(
      ([row]) => row,
    );
  const lines = [...rows('tbody'), ...rows('tfoot')].map((row) => ({
    name: cells(row, 'th')[0]?.text,
    figures: cells(row, 'td'),
  }));
  return { heads: cells(rows('thead')[0] ?? '', 'th').map((head) => head.text), lines };
}

async function opened({ desk }: FigureAsker, path: string): Promise<string> {
  const answer = await desk.get(path);
  const html = await answer.text();
  if (answer.status() !== 200) throw new Unlike(`${path} is answered with ${answer.status()}`);
  return html;
}

const columns = {
  'Fell due': 'fellDue',
  Met: 'met',
  'Met late': 'metLate',
  Missed: 'missed',
  Excused: 'excused',
  Rate: 'display',
  Coverage: 'coverageDisplay',
  'Recorded late': 'recordedLate',
  Disputed: 'disputed',
  'Changed since': 'changedAfterDue',
} as const;

/** The page of a report shows what the API answers at the time that it says, and its figures lead to exactly their rows. */
export async function pageIsReport(asker: FigureAsker, asked: Parts & { by: string }): Promise<void> {
  const { by, known: _, ...narrowed } = asked;
  const path = addressOf('/report', asked);
  const html = await opened(asker, path);
  const knownAt = /report\.csv\?[^"]*knownAt=([^&"]+)/.exec(html)?.[1];
  const { heads, lines } = shownIn(html);
  // Without a line there is no table, and nothing to take away.
  if (knownAt === undefined) return same(`lines of ${path}`, lines, []);
  const times = { knownAt: decodeURIComponent(knownAt) };
  const { rows, totals } = await answered(asker, addressOf('/compliance', { ...narrowed, ...times, groupBy: by }));
  const all: Line[] = [...rows, totals];
  same(`lines of ${path}`, lines.length, all.length);
  for (const [at, line] of lines.entries())
    for (const [place, head] of heads.slice(1).entries()) {
      const name = columns[head as keyof typeof columns];
      if (!name) continue;
      same(`${head} in line ${at} of ${path}`, line.figures[place]!.text.toLowerCase(), String(all[at]![name]));
    }
  await leadToRows(asker, lines);
}

/** Each figure that leads anywhere leads to exactly its rows, on a page and as a file. */
async function leadToRows(asker: FigureAsker, lines: ReturnType<typeof shownIn>['lines']): Promise<void> {
  for (const { text, href } of lines.flatMap(({ figures }) => figures)) {
    if (href === null) continue;
    const file = await opened(asker, href.replace('/rows?', '/rows.csv?'));
    const behind = await opened(asker, href);
    const withheld = Number(/(\d+) more (?:is|are) counted/.exec(behind)?.[1] ?? 0);
    same(`rows of ${href}`, parse(file).length - 1 + withheld, Number(text));
    same(`lines of ${href}`, shownIn(behind).lines.length, Math.min(atOnce, Number(text) - withheld));
  }
}

/** The page of a measure shows what the API answers at that time, and its figures lead to exactly their rows. */
export async function pageIsMeasure(asker: FigureAsker, asked: Parts & { measure: string; by: string }): Promise<void> {
  const { by, known: _, ...narrowed } = asked;
  const path = addressOf('/report/measures', asked);
  const html = await opened(asker, path);
  const { lines } = shownIn(html);
  const led = lines.flatMap(({ figures }) => figures).find(({ href }) => href !== null)?.href;
  const knownAt = new URLSearchParams(led?.split('?')[1]).get('knownAt') ?? undefined;
  if (knownAt === undefined) return;
  const { rows, totals } = await answered(
    asker,
    addressOf('/compliance/shares', { ...narrowed, knownAt, groupBy: by }),
  );
  same(
    path,
    lines.map(({ figures }) => figures.slice(0, 3).map(({ text }) => text.toLowerCase())),
    [...rows, totals].map(({ part, whole, display }: Line) => [String(part), String(whole), String(display)]),
  );
  await leadToRows(asker, lines);
}

/** Of which question of the API the files of a page are, how that is asked, and whether the page shows a line for each of theirs. */
interface FiledPage {
  readonly at: string;
  readonly asked?: (parts: Parts) => Parts;
  readonly isList?: boolean;
}

const filedPages = {
  '/report': { at: '/compliance' },
  '/report/measures': { at: '/compliance/shares' },
  '/report/measures/rows': {
    at: '/compliance/shares/rows',
    asked: ({ part, ...parts }) => ({ ...parts, part: part && 'true' }),
    isList: true,
  },
  '/report/months': { at: '/compliance/months' },
  '/report/compare': { at: '/compliance/funnel', asked: ({ groupBy: by, ...parts }) => ({ ...parts, by }) },
  '/report/changes': {
    at: '/compliance/restatement',
    asked: ({ only, ...parts }) => ({ ...parts, asOf: only && parts['before'] }),
    isList: true,
  },
  '/report/alike': { at: '/compliance/characteristics', isList: true },
  '/no-limit': { at: '/compliance/no-limit' },
  '/silence': { at: '/compliance/silence' },
} satisfies Record<string, FiledPage>;
export type PageWithFiles = keyof typeof filedPages;

/** Rows of a page of them. */
const atOnce = 50;

/** The files that a page leads to are what the API answers at the time that the page is of. Answers how many there are. */
export async function filesOfPage(
  stack: Stack,
  asker: FigureAsker,
  page: PageWithFiles,
  asked: Parts,
): Promise<number> {
  const html = await opened(asker, addressOf(page, asked));
  const { at, asked: askedOf = (parts: Parts) => parts, isList }: FiledPage = filedPages[page];
  const led = [...html.matchAll(/href="([^"]*\.(?:csv|xlsx)\?[^"]*)" download/g)].map(([, href]) =>
    href!.replaceAll('&amp;', '&'),
  );
  for (const href of led) {
    const [path, query] = href.split('?') as [string, string];
    const answer = await asker.desk.get(href);
    same(`the answer of ${href}`, answer.status(), 200);
    if (!path.endsWith('.csv')) continue;
    const parts = askedOf(Object.fromEntries(new URLSearchParams(query)));
    const theirs = await fetch(`${stack.url}/api/v1${addressOf(at, parts)}`, {
      headers: { authorization: asker.api.authorization, accept: 'text/csv' },
    });
    const lines: string[][] = parse(await answer.text());
    same(`the lines of ${href}`, lines, parse(await theirs.text()));
    if (isList) same(`the lines of ${page}`, shownIn(html).lines.length, Math.min(atOnce, lines.length - 1));
  }
  return led.length;
}

/** What waits for a supervisor is what the report and the measures count for them, and the board shows it by rung. */
export async function boardIsReport(asker: FigureAsker, asked: Parts): Promise<void> {
  const duty = await answered(asker, addressOf('/alerts/duty', asked));
  const times = { from: duty['from'], to: duty['to'], knownAt: duty['knownAt'], asOf: duty['asOf'] };
  const report = await answered(asker, addressOf('/compliance', { ...asked, ...times }));
  same(`missed of the duty view of ${JSON.stringify(asked)}`, duty['missed'], report['totals'].missed);
  const overdue = await answered(
    asker,
    addressOf('/compliance/shares', { ...asked, ...times, measure: 'open-by-age' }),
  );
  same(`overdue of the duty view of ${JSON.stringify(asked)}`, duty['overdue'], overdue['totals'].part);
  // The board is of now.
  if (asked['knownAt'] !== undefined) return;
  const waiting = /<strong>(\d+)<\/strong> All /.exec(await opened(asker, addressOf('/board', asked)));
  same(`what waits on the board of ${JSON.stringify(asked)}`, Number(waiting?.[1]), sumOf(duty['alerts'], 'count'));
}
