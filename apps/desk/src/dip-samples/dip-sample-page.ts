import { page } from '../frame/page.js';

export interface SampleRow {
  readonly dipSampleId: string;
  readonly drawnBy: string;
  readonly drawnAt: string;
}

export interface SampleListModel {
  readonly rows: readonly SampleRow[];
  readonly mayDraw: boolean;
}

export const sampleListPage = page<SampleListModel>('dip-samples.njk');

export interface SampleModel extends SampleRow {
  readonly from: string;
  readonly to: string;
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
  }[];
  /** By question; null: two have judged none yet. */
  readonly agreement: readonly { readonly question: string; readonly said: string; readonly kappa: string }[] | null;
  readonly beside: string;
}

export const samplePage = page<SampleModel>('dip-sample.njk');
