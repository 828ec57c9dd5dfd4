import type { SvgPicture } from '@kept-informed/charts';
import { page } from '../frame/page.js';
import type { FileLink } from './file-links.js';
import type { FiguresAsked } from './figures-asked.js';
import type { SelectItem } from './report-choices.js';

/** Rates side by side: a picture, and the table behind it. */
interface ShownRates {
  readonly drawing: SvgPicture;
  readonly verdict: string;
  /** There is enough to say between which rates chance keeps them. */
  readonly hasLimits: boolean;
  readonly rows: readonly {
    readonly name: string;
    /** The report of it. */
    readonly href: string;
    /** `96 of 116`. */
    readonly met: string;
    readonly rate: string;
    readonly said: string;
  }[];
  readonly knownAt: string;
  readonly definition: string;
  readonly files: readonly FileLink[];
}

export interface MonthsModel extends FiguresAsked {
  readonly series: ShownRates | null;
}

export const monthsPage = page<MonthsModel>('months.njk');

export interface CompareModel extends FiguresAsked {
  readonly by: readonly SelectItem[];
  readonly funnel: (ShownRates & { readonly of: string }) | null;
}

export const comparePage = page<CompareModel>('compare.njk');

/** How a standard was kept in one month. */
export interface StandardPanel {
  readonly name: string;
  readonly rate: string;
  /** `96 of 116 in time; allowing for chance between 74% and 89%`; null: none fell due. */
  readonly of: string | null;
  readonly spark: SvgPicture;
  readonly change: string;
  readonly verdict: string;
  readonly report: string;
  readonly months: string;
}

export interface DashboardModel {
  /** Of some standard there is enough to say between which rates chance keeps a month. */
  readonly hasLimits: boolean;
  readonly month: string;
  readonly choices: readonly SelectItem[];
  readonly standards: readonly StandardPanel[];
  readonly knownAt: string;
  readonly definition: string;
}

export const dashboardPage = page<DashboardModel>('dashboard.njk');
