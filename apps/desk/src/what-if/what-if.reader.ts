import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import { dayInWords } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { whatIfFile } from '@kept-informed/case-work';
import type { ExportFile } from '@kept-informed/exports';
import { rules } from '@kept-informed/fields';
import {
  type AskedWhatIf,
  type BeforeAndAfter,
  type DueFigures,
  type TeamLoad,
  type WhatIfAnswer,
  WhatIfs,
} from '@kept-informed/what-if';
import { postInWords, sentence } from '../cases/words.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { ComparedFigure, ComparedTable, WhatIfListModel, WhatIfModel, WhatIfRow } from './what-if-page.js';

const atOnce = 50;

/** What drafts would have made of periods, in words. */
@Injectable()
export class WhatIfReader {
  constructor(
    private readonly whatIfs: WhatIfs,
    private readonly force: OwnForce,
  ) {}

  async list(after: unknown): Promise<WhatIfListModel> {
    const found = await this.whatIfs.list(placeIn(after), atOnce + 1);
    const rows = found.slice(0, atOnce);
    const last = rows.at(-1);
    return {
      rows: rows.map((one) => this.#row(one)),
      next: found.length > atOnce ? `/what-if?after=${encodeURIComponent(`${last!.askedAt}~${last!.whatIfId}`)}` : null,
    };
  }

  async page(whatIfId: string): Promise<WhatIfModel> {
    const found = await this.#found(whatIfId);
    const { answer } = found;
    return {
      ...this.#row(found),
      isWaiting: found.endedAt === null,
      isTooMuch: found.trouble === 'TooMuchFollows',
      answer: answer && {
        sentences: sentencesOf(answer),
        asOf: answer.asOf,
        tables: await this.#tables(answer),
        file: `/what-if/${whatIfId}/file.csv`,
      },
    };
  }

  async file(whatIfId: string): Promise<ExportFile> {
    const found = await this.#found(whatIfId);
    if (!found.answer) throw new NoSuchPage();
    return whatIfFile(found);
  }

  async #found(whatIfId: string): Promise<AskedWhatIf> {
    const found = rules.id.accepts(whatIfId) ? await this.whatIfs.find(whatIfId) : undefined;
    if (!found) throw new NoSuchPage();
    return found;
  }

  #row({
    whatIfId,
    kind,
    versionId,
    from,
    to,
    askedBy,
    askedAt,
    endedAt,
    trouble,
  }: Omit<AskedWhatIf, 'answer'>): WhatIfRow {
    const state = endedAt === null ? 'Being worked out' : trouble === null ? 'Worked out' : 'Could not be worked out';
    return {
      whatIfId,
      of: `${kind === 'policy' ? 'Policy' : 'Calendar'} ${versionId}`,
      from,
      to,
      askedBy: postInWords(askedBy, this.force.directory.current),
      askedAt,
      state,
    };
  }

  async #tables({ totals, commitments, teams, alerts }: WhatIfAnswer): Promise<ComparedTable[]> {
    const titles = await this.force.titles(commitments.map(({ commitment }) => commitment));
    const team = (id: string | null) => (id === null ? 'No team' : (this.force.directory.current.team(id)?.name ?? id));
    const whole = { name: 'All together', figures: dueFigures(totals) };
    return [
      {
        title: 'By promise',
        of: 'Promise',
        columns: ['Fell due', 'Met', 'Met late', 'Missed', 'Rate'],
        lines: [...commitments.map((one) => ({ name: titles.get(one.commitment)!, figures: dueFigures(one) })), whole],
      },
      {
        title: 'By team',
        of: 'Team of the owner at due time',
        columns: ['Missed', 'Rate', 'Due in all', 'On the busiest day'],
        lines: teams.map(({ team: id, load, ...one }) => ({
          name: team(id),
          figures: [
            ...dueFigures(one).slice(3),
            compared(String(load.before.due), String(load.after.due)),
            compared(busiest(load.before), busiest(load.after)),
          ],
        })),
      },
      {
        title: 'Alerts',
        of: 'Alert',
        columns: ['Raised'],
        lines: alerts.map(({ rung, before, after }) => ({
          name: sentence(rung.replaceAll('-', ' ')),
          figures: [compared(String(before), String(after))],
        })),
      },
    ];
  }
}

const compared = (before: string, after: string): ComparedFigure => ({ before, after, isOtherwise: before !== after });

const dueFigures = ({ before, after }: BeforeAndAfter<DueFigures>): ComparedFigure[] => [
  ...(['fellDue', 'met', 'metLate', 'missed'] as const).map((name) =>
    compared(String(before[name]), String(after[name])),
  ),
  compared(before.display, after.display),
];

const busiest = ({ busiest: most }: TeamLoad): string => (most ? `${most.due} on ${dayInWords(most.date)}` : 'none');

function sentencesOf({ totals: { before, after }, changed, cases, changedCases, alerts }: WhatIfAnswer): string[] {
  const { arisen, gone, moved, better, worse } = changed;
  const raised = (side: 'before' | 'after') => alerts.reduce((sum, one) => sum + one[side], 0);
  return [
    before.display === after.display
      ? `The rate would have been the same: ${before.display}.`
      : `The rate would have been ${after.display} and not ${before.display}.`,
    `${after.missed} would have been missed, and ${before.missed} were; ${raised('after')} alerts, and not ${raised('before')}.`,
    `Of ${cases} cases ${changedCases} would have gone otherwise: ${moved} dates moved, ${arisen} more due, ${gone} no longer due, ${better} met in time that were not, ${worse} not met in time that were.`,
  ];
}

/** Where a list goes on; nothing where it says no such place. */
function placeIn(after: unknown): { askedAt: Instant; whatIfId: string } | undefined {
  const [askedAt, whatIfId] = typeof after === 'string' ? after.split('~') : [];
  return rules.instant.accepts(askedAt) && rules.id.accepts(whatIfId)
    ? { askedAt: askedAt as Instant, whatIfId: whatIfId as string }
    : undefined;
}
