import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';
import type { FiguresAsked } from './figures-asked.js';
import type { SelectItem } from './report-choices.js';

/** A figure; where who looks may see what it counts, it leads there. */
export interface ReportFigure {
  readonly text: string;
  readonly href: string | null;
}

export interface ReportLine {
  readonly name: string;
  readonly figures: readonly ReportFigure[];
}

/** A report as it stands on its page. */
export interface ShownReport {
  /** What is in a line of it. */
  readonly of: string;
  readonly columns: readonly string[];
  readonly lines: readonly ReportLine[];
  readonly total: ReportLine;
  readonly knownAt: string;
  readonly definition: string;
  readonly files: readonly FileLink[];
  /** What it counts otherwise than on another day; null: not for who looks. */
  readonly changes: string | null;
}

export interface ReportModel extends FiguresAsked {
  readonly by: readonly SelectItem[];
  /** Null: what was asked for makes no sense, as the faults say. */
  readonly report: ShownReport | null;
}

export const reportPage = page<ReportModel>('report.njk');

export interface CountedRow {
  readonly caseId: string;
  readonly obligationId: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly status: string;
  readonly marks: readonly string[];
  readonly owner: string;
}

export interface CountedModel {
  /** What all of them are, in words. */
  readonly of: string;
  readonly knownAt: string;
  readonly rows: readonly CountedRow[];
  /** Of restricted cases. */
  readonly withheld: number;
  /** Who looks may open the cases. */
  readonly mayOpen: boolean;
  readonly files: readonly FileLink[];
  readonly back: string;
  readonly next: string | null;
}

export const countedPage = page<CountedModel>('counted.njk');
