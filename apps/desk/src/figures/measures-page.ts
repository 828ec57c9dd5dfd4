import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';
import type { FiguresAsked } from './figures-asked.js';
import type { SelectItem } from './report-choices.js';
import type { ReportLine } from './report-page.js';

/** A measure by group, as it stands on its page. */
interface ShownMeasure {
  readonly title: string;
  readonly definition: string;
  /** What is in a line of it. */
  readonly of: string;
  readonly columns: readonly string[];
  readonly lines: readonly ReportLine[];
  readonly total: ReportLine;
  readonly knownAt: string;
  readonly files: readonly FileLink[];
}

export interface MeasuresModel extends FiguresAsked {
  readonly measure: readonly SelectItem[];
  /** Who looks may ask whether people are kept informed alike. */
  readonly mayAskAlike: boolean;
  readonly by: readonly SelectItem[];
  /** Null: what was asked for makes no sense, as the faults say. */
  readonly shown: ShownMeasure | null;
}

export const measuresPage = page<MeasuresModel>('measures.njk');

interface MeasuredLine {
  readonly caseId: string;
  readonly what: string;
  /** Null: it has no time. */
  readonly at: string | null;
  readonly isPart: boolean;
  readonly owner: string;
}

export interface MeasuredModel {
  readonly title: string;
  /** Which of them, in words. */
  readonly of: string;
  readonly knownAt: string;
  readonly partTitle: string;
  readonly rows: readonly MeasuredLine[];
  /** Of restricted cases. */
  readonly withheld: number;
  /** Who looks may open the cases. */
  readonly mayOpen: boolean;
  readonly files: readonly FileLink[];
  readonly back: string;
  readonly next: string | null;
}

export const measuredPage = page<MeasuredModel>('measured.njk');
