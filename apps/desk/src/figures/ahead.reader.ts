import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@kept-informed/calendar';
import { DutyFigures, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { Workload } from '@kept-informed/compliance';
import { Refused } from '@kept-informed/decisions';
import { postInWords, sentence } from '../cases/words.js';
import { forMacro } from '../frame/strict.js';
import type { WorkloadCell, WorkloadModel } from './workload-page.js';

const daysAhead = [5, 10, 20];
const usualDays = 10;
const shades = 4;

const shortDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** What a supervisor plans by: what comes, and for whom. */
@Injectable()
export class AheadReader {
  constructor(
    private readonly duties: DutyFigures,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  async workload(team: string | undefined, asked: number): Promise<WorkloadModel> {
    const ahead = daysAhead.includes(asked) ? asked : usualDays;
    const choices = {
      teams: this.#teams(team),
      ahead: forMacro(
        daysAhead.map((days) => ({ value: String(days), text: `${days} working days`, selected: days === ahead })),
      ),
    };
    try {
      const { asOf, days, rows } = await this.duties.workload({ days: ahead, team });
      return { ...choices, asOf, faults: [], ...this.#table(days, rows) };
    } catch (error) {
      // The holidays of a coming year are not known to the force yet.
      if (!(error instanceof Refused)) throw error;
      const faults = [{ field: 'days', text: error.refusal.detail }];
      return { ...choices, asOf: this.reading.now, faults, ...this.#table([], []) };
    }
  }

  #table(days: readonly { date: LocalDate; workingDay: boolean; count: number }[], rows: readonly Workload[]) {
    const directory = this.force.directory.current;
    const most = Math.max(1, ...rows.flatMap(({ due }) => due.map(({ count }) => count)));
    const cell = (count: number): WorkloadCell => ({ count, shade: Math.ceil((count / most) * shades) });
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    return {
      days: days.map(({ date, workingDay }) => ({
        date,
        text: shortDay.format(new Date(date)),
        isWorking: workingDay,
      })),
      lines: rows.map(({ owner, team, due, paused }) => {
        const counts = days.map(({ date }) => due.find((one) => one.date === date)?.count ?? 0);
        return {
          owner: sentence(postInWords(owner, directory)),
          team: (team && directory.team(team)?.name) || '',
          cells: counts.map(cell),
          total: sum(counts),
          paused,
        };
      }),
      total: {
        owner: 'All together',
        team: '',
        cells: days.map(({ count }) => ({ count, shade: 0 })),
        total: sum(days.map(({ count }) => count)),
        paused: sum(rows.map(({ paused }) => paused)),
      },
    };
  }

  #teams(chosen: string | undefined) {
    const teams = this.force.directory.current.teams();
    return forMacro([
      { value: '', text: 'All that I see', selected: !chosen },
      ...teams.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen })),
    ]);
  }
}
