import type { Instant } from '@kept-informed/calendar';
import type { OwnForce } from '@kept-informed/commitments';
import { knownAtIn } from '../cases/known-at.js';
import { choicesOf, type ReportChoices } from './report-choices.js';
import { type Address, type AskedOfFigures, askedIn, besideChoices } from './report-query.js';

/** What a page of figures asks for, as it shows it again. */
export interface FiguresAsked extends ReportChoices {
  readonly from: string;
  readonly to: string;
  readonly known: string;
  /** By what it is narrowed that there is no choice of. */
  readonly beside: readonly { readonly name: string; readonly value: string }[];
  readonly faults: readonly { readonly field: string; readonly text: string }[];
}

interface ReadAddress {
  readonly shown: FiguresAsked;
  /** Null: the address makes no sense, as the faults say. */
  readonly question: (AskedOfFigures & { readonly knownAt: Instant | undefined }) | null;
}

/** Reads of which figures an address speaks; the period of `usual` where it names none. */
export function figuresAsked(
  address: Address,
  usual: { readonly from: string; readonly to: string },
  { force, now }: { readonly force: OwnForce; readonly now: Instant },
): ReadAddress {
  const asked = { ...usual, known: '', ...address };
  const found = askedIn(asked);
  const text = 'Enter two dates, such as 2026-10-01 and 2026-10-31, the first one first';
  return {
    shown: {
      from: String(asked.from),
      to: String(asked.to),
      known: String(asked.known),
      ...choicesOf(asked, force),
      beside: besideChoices(asked),
      faults: found ? [] : [{ field: 'from', text }],
    },
    question: found ? { ...found, knownAt: knownAtIn(asked.known, now, force.zone) } : null,
  };
}
