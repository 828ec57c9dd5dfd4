import { localDate, type Zone } from '@kept-informed/calendar';
import { concernInWords } from '@kept-informed/follow-up';
import { escaped } from '@kept-informed/runtime';
import type { DigestLine } from './digest.js';
import type { Cause } from './message.js';
import { nextStep } from './next-step.rules.js';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a letter takes from elsewhere to be understood. */
export interface LetterWords {
  readonly zone: Zone;
  /** What promises are called, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** The post of a member of staff: `Local policing officer pc-1234`. */
  readonly post: (staffId: string) => string;
  /** Where cases are to be seen; none: no letter has a link. */
  readonly publicUrl?: string;
}

/** What is written once and shown twice: as text and as HTML. */
interface Template {
  readonly heading: string;
  readonly intro: string;
  readonly entries: readonly LetterEntry[];
  readonly more: string | null;
  readonly footer: string;
}

/** One alert: what it is about, where that is to be seen, and what there is to know and to do. */
interface LetterEntry {
  readonly title: string;
  readonly link: string | null;
  readonly said: readonly string[];
}

/** A mailbox shows some hundred entries well; who has more to do sees them in the product. */
const mostEntries = 100;

/**
 * The e-mail about some alerts, what has been due for longest first. Its subject says that one, and how many there are; nobody
 * is named but by case and role.
 */
export function letterOf(lines: readonly DigestLine[], words: LetterWords): Letter {
  const template = templateOf(lines, words);
  return { subject: template.heading, text: asText(template), html: asHtml(template) };
}

function templateOf(lines: readonly DigestLine[], words: LetterWords): Template {
  const urgent = headingOf(lines[0]!);
  const hidden = lines.length - mostEntries;
  return {
    heading: lines.length === 1 ? urgent : `${lines.length} alerts, most urgent ${urgent}`,
    intro: introTo(lines),
    entries: lines.slice(0, mostEntries).map((line) => entryOf(line, words)),
    more: hidden > 0 ? `And ${hidden} more in Kept Informed.` : null,
    footer:
      'Taking an alert on does not make the contact. Sent by Kept Informed; nobody reads answers to this address.',
  };
}

const headingOf = (line: DigestLine): string =>
  [`${line.reference}: ${alertIn(line)}`, ...(line.dueInWords === null ? [] : [line.dueInWords])].join(', ');

function introTo(lines: readonly DigestLine[]): string {
  const owed = lines.filter(({ commitment }) => commitment !== null).length;
  if (owed === lines.length) return 'These updates were promised to people and are still owed:';
  if (owed === 0) return 'These contacts call for your attention:';
  return 'These updates were promised to people and are still owed, or a contact calls for your attention:';
}

function entryOf(line: DigestLine, { zone, titles, post, publicUrl }: LetterWords): LetterEntry {
  const { caseId, reference, kind, commitment, role, rung, dueInWords, dueOn, dueAt, owner, caughtUp } = line;
  const promise = commitment === null ? concernInWords(rung)! : (titles.get(commitment) ?? commitment);
  const due = dueInWords && [dueInWords, ...(dueOn === null ? [] : [`(by the end of ${dueOn})`])].join(' ');
  const said = [
    `Alert: ${alertIn(line)}${caughtUp ? ' (told late)' : ''}`,
    due === null ? `Recorded: ${localDate(dueAt, zone)} ${clockTime(dueAt, zone)}` : `Due: ${due}`,
    ...(role === null ? [] : [`${commitment === null ? 'About' : 'Owed to'}: the ${role.replaceAll('-', ' ')}`]),
    `Owner: ${owner === null ? 'nobody' : post(owner)}`,
    `Next: ${nextStep(rung, commitment !== null)}`,
  ];
  const link = publicUrl === undefined ? null : `${publicUrl.replace(/\/$/, '')}/cases/${encodeURIComponent(caseId)}`;
  return { title: `${reference} (${kind}): ${promise}`, link, said };
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

function asText({ heading, intro, entries, more, footer }: Template): string {
  const told = entries.flatMap(({ title, link, said }) => [
    title,
    ...[...said, ...(link === null ? [] : [link])].map((line) => `  ${line}`),
    '',
  ]);
  return [heading, '', intro, '', ...told, ...(more ? [more, ''] : []), footer, ''].join('\n');
}

function asHtml({ heading, intro, entries, more, footer }: Template): string {
  const told = entries.map(({ title, link, said }) => {
    const named = link === null ? escaped(title) : `<a href="${escaped(link)}">${escaped(title)}</a>`;
    return `<li style="margin:0 0 12px"><strong>${named}</strong><br>${said.map(escaped).join('<br>')}</li>`;
  });
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)}</title></head>`,
    '<body style="font-family:Arial,sans-serif">',
    `<h1 style="font-size:20px">${escaped(heading)}</h1><p>${escaped(intro)}</p>`,
    `<ul style="padding-left:20px">${told.join('')}</ul>`,
    ...(more ? [`<p>${escaped(more)}</p>`] : []),
    `<p style="color:#505a5f">${escaped(footer)}</p></body></html>`,
  ].join('\n');
}
