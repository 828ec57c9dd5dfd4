import { localDate, type Zone } from '@kept-informed/calendar';
import { concernInWords } from '@kept-informed/follow-up';
import type { DigestLine } from './digest.js';
import type { Cause } from './message.js';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What is written once and shown twice: as text and as HTML. */
interface Template {
  readonly heading: string;
  readonly intro: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly more: string | null;
  readonly footer: string;
}

/** A mailbox shows some hundred lines well; who has more to do sees them in the product. */
const mostLines = 100;

/** The e-mail about some alerts. The subject says how many there are and of which case only where it is one. */
export function letterOf(lines: readonly DigestLine[], zone: Zone): Letter {
  const template = templateOf(lines, zone);
  return { subject: template.heading, text: asText(template), html: asHtml(template) };
}

function templateOf(lines: readonly DigestLine[], zone: Zone): Template {
  const [first] = lines;
  const heading = lines.length === 1 ? `${first!.reference}: ${alertIn(first!)}` : `${lines.length} alerts`;
  const hidden = lines.length - mostLines;
  return {
    heading,
    intro: introTo(lines),
    columns: ['Case', 'Alert', 'Promise', 'Due'],
    rows: lines.slice(0, mostLines).map((line) => rowOf(line, zone)),
    more: hidden > 0 ? `And ${hidden} more in Kept Informed.` : null,
    footer:
      'Taking an alert on does not make the contact. Sent by Kept Informed; nobody reads answers to this address.',
  };
}

function introTo(lines: readonly DigestLine[]): string {
  const owed = lines.filter(({ commitment }) => commitment !== null).length;
  if (owed === lines.length) return 'These updates were promised to people and are still owed:';
  if (owed === 0) return 'These contacts call for your attention:';
  return 'These updates were promised to people and are still owed, or a contact calls for your attention:';
}

function rowOf(line: DigestLine, zone: Zone): string[] {
  const { reference, rung, commitment, dueOn, dueAt, caughtUp } = line;
  const due = dueOn ?? `${localDate(dueAt, zone)} ${clockTime(dueAt, zone)}`;
  const why = commitment ?? concernInWords(rung);
  return [reference, `${alertIn(line)}${caughtUp ? ' (told late)' : ''}`, why, due];
}

/** The rung, and how the alert came to whoever reads this where it was not raised for them. */
const alertIn = ({ rung, cause }: DigestLine): string => `${rung.replaceAll('-', ' ')}${causes[cause ?? 'raised']}`;

const causes: Readonly<Record<Cause, string>> = {
  raised: '',
  awoke: ', no longer put aside',
  'handed-over': ', handed over to you',
  unreached: ', as no message reached the one before you',
};

function clockTime(at: string, timeZone: Zone): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

function asText({ heading, intro, columns, rows, more, footer }: Template): string {
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd();
  return [heading, '', intro, '', line(columns), ...rows.map(line), '', ...(more ? [more, ''] : []), footer, ''].join(
    '\n',
  );
}

function asHtml({ heading, intro, columns, rows, more, footer }: Template): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag} style="text-align:left;padding:4px 12px 4px 0">${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)}</title></head>`,
    '<body style="font-family:Arial,sans-serif">',
    `<h1 style="font-size:20px">${escaped(heading)}</h1><p>${escaped(intro)}</p>`,
    `<table style="border-collapse:collapse"><thead>${cells('th', columns)}</thead>`,
    `<tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`,
    ...(more ? [`<p>${escaped(more)}</p>`] : []),
    `<p style="color:#505a5f">${escaped(footer)}</p></body></html>`,
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
