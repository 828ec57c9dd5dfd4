import type { Conditions } from '@kept-informed/event-store';
import type { ComplianceFilter } from './dimension.queries.js';
import type { ComplianceQuestion } from './fell-due.queries.js';
import type { MeasureInWords, ShareMeasure } from './measure-definition.measures.js';
import type { MeasuredDimension } from './measured-dimension.queries.js';

/** Everything given must hold. */
export type MeasuredFilter = ComplianceFilter & { readonly age?: string; readonly daysToDue?: string };

interface MeasuredTables {
  /** Common tables, of which `measured` is one: what is counted, a row each, with the columns of its dimensions. */
  readonly sql: string;
  readonly wanted: Conditions;
}

/** Where what a measure counts is found. */
export interface MeasuredSource {
  /** By which it can be grouped and filtered. */
  readonly dimensions: readonly MeasuredDimension[];
  /** Reads tables as they stood where a question says so; all others see to that themselves. */
  readonly asKnown: boolean;
  readonly tables: (
    question: ComplianceQuestion,
    by: {
      readonly shown: readonly MeasuredDimension[];
      readonly groupedBy: readonly MeasuredDimension[];
      /** For a page of rows: read in the order of their times, as many as are asked for and no more. */
      readonly inOrder?: boolean;
    },
  ) => MeasuredTables;
}

/** A measure that is a part of a whole, and where the two are counted. */
export interface CountedShare extends MeasureInWords, Pick<ShareMeasure, 'part' | 'whole' | 'of'> {
  readonly source: MeasuredSource;
}
