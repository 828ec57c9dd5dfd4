import { page } from '../frame/page.js';

/** What falls due for somebody on a day; its shade goes by how much that is. */
export interface WorkloadCell {
  readonly count: number;
  /** 0: nothing, to 4: the most of anybody. */
  readonly shade: number;
}

export interface WorkloadLine {
  readonly owner: string;
  readonly team: string;
  readonly cells: readonly WorkloadCell[];
  readonly total: number;
  readonly paused: number;
}

export interface WorkloadModel {
  readonly asOf: string;
  readonly days: readonly { readonly date: string; readonly text: string; readonly isWorking: boolean }[];
  readonly lines: readonly WorkloadLine[];
  readonly total: WorkloadLine;
  readonly teams: readonly object[];
  readonly ahead: readonly object[];
  readonly faults: readonly { readonly field: string; readonly text: string }[];
}

export const workloadPage = page<WorkloadModel>('workload.njk');
