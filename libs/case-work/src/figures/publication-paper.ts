import type { OwnForce } from '@kept-informed/commitments';
import { type Dimension, dimensions, type MeasuredId, measuredOf } from '@kept-informed/compliance';
import type { Paper, PaperPart } from '@kept-informed/papers';
import type { KeptPublication, PublishedAnswer, PublishedReturn } from '@kept-informed/publications';
import { groupingTitle } from './figure-words.js';
import type { ComplianceReport } from './figures.js';
import { definitionsPart, figuresPart, momentOf, narrowedIn } from './report-paper.js';

/** What every answer of a return has. */
interface PublishedRows {
  readonly definition: string;
  readonly rows: readonly { readonly group: Readonly<Partial<Record<Dimension, string | null>>> }[];
  readonly totals: object;
}

type AskedOfReturn = { readonly [By in Dimension]?: string } & {
  readonly from: string;
  readonly to: string;
  readonly groupBy?: readonly Dimension[];
  readonly measure?: MeasuredId;
};

const titles: Readonly<Record<string, string>> = {
  compliance: 'Kept and missed promises',
  'no-limit': 'Duties without a printed limit',
  'not-recorded-here': 'Owed by bodies that do not record here',
};

/** A return on paper as it was given, with what proves it; the return itself goes with it, to be checked by its digest. */
export async function publicationPaper(
  { document, digest, factPosition, publishedAt }: KeptPublication,
  force: OwnForce,
): Promise<Paper> {
  const { publicationId, title, note, publishedBy, knownAt, position, versions, questions } = JSON.parse(
    document,
  ) as PublishedReturn;
  const { zone, directory } = force;
  const parts = await Promise.all(questions.map((question) => partOf(question, force)));
  const said = questions.map(({ answer }) => (answer as PublishedRows).definition);
  return {
    title,
    force: directory.current.force.name,
    facts: [
      ['Publication', publicationId],
      ['Published', `${momentOf(publishedAt, zone)} by ${publishedBy}`],
      ['As known at', momentOf(knownAt, zone)],
      ['Position', position],
      [
        'Versions',
        Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ],
      ['Digest (SHA-256)', digest],
      ['Fact with the digest', `position ${factPosition}`],
    ],
    note,
    parts: [...parts, definitionsPart(said), proofPart],
    enclosure: {
      name: `publication-${publicationId}.json`,
      type: 'application/json',
      text: document,
      words: 'The return as it was frozen: the SHA-256 of these bytes is its digest',
    },
  };
}

async function partOf({ report, asked, answer }: PublishedAnswer, force: OwnForce): Promise<PaperPart> {
  const { from, to, groupBy = [], measure, ...narrowed } = asked as unknown as AskedOfReturn;
  const { rows, totals } = answer as PublishedRows;
  const heading = measure ? measuredOf(measure).title : (titles[report] ?? report);
  const only = narrowedIn(narrowed);
  if (report === 'compliance') {
    const figures = { from, to, rows, totals } as unknown as Pick<ComplianceReport, 'from' | 'to' | 'rows' | 'totals'>;
    return figuresPart(heading, { report: figures, groupBy, only }, force);
  }
  const by = dimensions.filter((one) => rows.some(({ group }) => group[one] !== undefined));
  const names = Object.keys(totals).filter((name) => !Array.isArray((totals as Record<string, unknown>)[name]));
  const figuresIn = (row: object) => names.map((name) => String((row as Record<string, unknown>)[name] ?? ''));
  return {
    heading,
    said: [`From ${from} to ${to}.`],
    picture: null,
    table: {
      heads: [by.map(groupingTitle).join(', ') || 'All', ...names.map((name) => groupingTitle(name as Dimension))],
      lines: [
        ...rows.map((row) => [by.map((one) => row.group[one] ?? 'None').join(', '), ...figuresIn(row)]),
        ['All together', ...figuresIn(totals)],
      ],
    },
    list: only.map(([name, value]) => [`Only ${name}`, value]),
  };
}

const proofPart: PaperPart = {
  heading: 'How to check it',
  said: [
    'The return itself goes with this paper as a file. The SHA-256 of its bytes is the digest above, and the digest is a fact in the log of the force, at the position above.',
    'With an export of the facts and the public key of the log, on any machine: kept-informed verify FOLDER --key KEY --publication THIS.pdf',
  ],
  picture: null,
  table: null,
  list: [],
};
