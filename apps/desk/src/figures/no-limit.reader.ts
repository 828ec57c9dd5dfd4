import { Injectable } from '@nestjs/common';
import { Figures, groupNames, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { NoLimitMeasure } from '@kept-informed/compliance';
import { sentence } from '../cases/words.js';
import { figuresAsked } from './figures-asked.js';
import { filesAt } from './file-links.js';
import type { NoLimitModel } from './no-limit-page.js';
import { type Address, lastMonth } from './report-query.js';

interface DutyColumn {
  readonly title: string;
  readonly text: (measure: NoLimitMeasure) => string;
}

const daysInWords = (days: number | null): string => (days === null ? '' : String(days));

const columns: readonly DutyColumn[] = [
  { title: 'Arose', text: ({ arisen }) => String(arisen) },
  { title: 'Done', text: ({ done }) => String(done) },
  { title: 'Not done', text: ({ notDone }) => String(notDone) },
  { title: 'Excused or waived', text: ({ excused, waived }) => String(excused + waived) },
  { title: 'Half are done in days', text: ({ medianDays }) => daysInWords(medianDays) },
  { title: 'Longest not done, days', text: ({ longestOpenDays }) => daysInWords(longestOpenDays) },
  { title: 'Within the force’s own target', text: ({ targetDisplay }) => sentence(targetDisplay) },
];

/** Duties for which no limit is printed, as a page shows them. */
@Injectable()
export class NoLimitReader {
  constructor(
    private readonly figures: Figures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  async page(address: Address): Promise<NoLimitModel> {
    const { now } = this.reading;
    const { shown, question } = figuresAsked(address, lastMonth(now, this.force.zone), { force: this.force, now });
    if (!question) return { ...shown, duties: null };
    const { rows, totals, knownAt, definition } = await this.figures.noLimit(question);
    const groups = rows.map(({ group }) => group.commitment ?? null);
    const nameOf = await groupNames('commitment', groups, this.force);
    const line = (name: string, measure: NoLimitMeasure) => ({
      name,
      figures: columns.map(({ text }) => text(measure)),
    });
    return {
      ...shown,
      duties: {
        columns: columns.map(({ title }) => title),
        lines: [
          ...rows.map((row) => line(nameOf(row.group.commitment ?? null), row)),
          ...(rows.length > 0 ? [line('All together', totals)] : []),
        ],
        knownAt,
        definition,
        files: filesAt('/no-limit', { ...question, knownAt }),
      },
    };
  }
}
