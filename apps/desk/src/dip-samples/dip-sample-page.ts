import { page } from '../frame/page.js';

export interface SampleRow {
  readonly dipSampleId: string;
  /** It was drawn of what fell due from this day to that. */
  readonly from: string;
  readonly to: string;
  readonly drawnBy: string;
  readonly drawnAt: string;
}

export interface SampleListModel {
  readonly rows: readonly SampleRow[];
  readonly mayDraw: boolean;
}

export const sampleListPage = page<SampleListModel>('dip-samples.njk');

export interface SampleModel extends SampleRow {
  readonly seed: string;
  readonly knownAt: string;
  /** Drawn, and not listed for who looks. */
  readonly withheld: number;
  readonly rows: readonly {
    readonly title: string;
    readonly measured: string;
    readonly reviews: string;
    /** Where it is judged; null: there is nothing left to judge for who looks. */
    readonly href: string | null;
    /** Where whom it is owed to is looked at, with a reason. */
    readonly opening: string;
  }[];
  /** What it was drawn from: so many in each group, and so many of them. */
  readonly strata: readonly { readonly name: string; readonly all: number; readonly drawn: number }[];
  readonly size: number;
  /** By question; null: two have judged none yet. */
  readonly agreement: readonly { readonly question: string; readonly said: string; readonly kappa: string }[] | null;
  readonly beside: string;
}

export const samplePage = page<SampleModel>('dip-sample.njk');

/** Whom one of a sample is owed to, and what they were told, shown to who said why. */
export interface OpenedModel {
  readonly title: string;
  readonly person: string | null;
  readonly contacts: readonly { readonly at: string; readonly words: string; readonly note: string | null }[];
  readonly sample: string;
  /** Where it is judged; null: there is nothing left to judge for who looks. */
  readonly judging: string | null;
}

export const openedPage = page<OpenedModel>('dip-opened.njk');

/** Whether the same is drawn again, and what anybody needs to draw it without the product. */
export interface RedrawModel {
  readonly dipSampleId: string;
  readonly from: string;
  readonly to: string;
  readonly seed: string;
  readonly knownAt: string;
  readonly size: number;
  readonly strata: SampleModel['strata'];
  readonly same: boolean;
  readonly missing: number;
  readonly added: number;
  /** The rows that it was drawn from, as a report lists them; the moment to the millisecond. */
  readonly rows: string;
  readonly exactly: string;
}

export const redrawPage = page<RedrawModel>('dip-redraw.njk');
