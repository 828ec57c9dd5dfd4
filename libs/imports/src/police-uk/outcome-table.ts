/** Triggers of the catalogue that an outcome can be. */
export type OutcomeMilestone =
  'investigation-concluded' | 'charge-decided' | 'disposal-given' | 'court-result-received' | 'charges-dropped';

/** What an outcome category is to a case: its milestone, if any, and whether nothing more is to be expected. */
export interface OutcomeMeaning {
  readonly milestone: OutcomeMilestone | null;
  readonly ends: boolean;
}

const concluded: OutcomeMeaning = { milestone: 'investigation-concluded', ends: true };
const disposal: OutcomeMeaning = { milestone: 'disposal-given', ends: true };
const courtResult: OutcomeMeaning = { milestone: 'court-result-received', ends: true };
const nothing: OutcomeMeaning = { milestone: null, ends: false };

/**
 * Every outcome category of data.police.uk, with the labels that its CSV files had before May 2014 at the end
 * (https://data.gov.uk/forum/policeuk-data/new-police-outcome-categories-and-bug-fix).
 */
const MEANINGS: Readonly<Record<string, OutcomeMeaning>> = {
  // Ended with nobody charged.
  'Investigation complete; no suspect identified': concluded,
  'Unable to prosecute suspect': concluded,
  'Formal action is not in the public interest': concluded,
  'Further action is not in the public interest': concluded,
  'Further investigation is not in the public interest': concluded,
  'Action to be taken by another organisation': concluded,
  // Charged. With another case the court's result stands there, so here nothing follows.
  'Suspect charged': { milestone: 'charge-decided', ends: false },
  'Suspect charged as part of another case': { milestone: 'charge-decided', ends: true },
  // Out of court.
  'Offender given a caution': disposal,
  'Offender given a drugs possession warning': disposal,
  'Offender given a penalty notice': disposal,
  'Local resolution': disposal,
  // At court.
  'Court case unable to proceed': { milestone: 'charges-dropped', ends: true },
  'Defendant found not guilty': courtResult,
  'Offender sent to prison': courtResult,
  'Offender given suspended prison sentence': courtResult,
  'Offender fined': courtResult,
  'Offender given community sentence': courtResult,
  'Offender given conditional discharge': courtResult,
  'Offender given absolute discharge': courtResult,
  'Offender ordered to pay compensation': courtResult,
  'Offender deprived of property': courtResult,
  'Offender otherwise dealt with': courtResult,
  // Known, and nothing to tell a victim of: where it stands, or that nobody knows.
  'Under investigation': nothing,
  'Awaiting court outcome': nothing,
  'Defendant sent to Crown Court': nothing,
  'Court result unavailable': nothing,
  'Status update unavailable': nothing,
  // Until May 2014.
  'No further action': concluded,
  'Offender sentenced as part of another case': { milestone: 'charge-decided', ends: true },
  'Suspect found not guilty': courtResult,
  'Offender imprisoned': courtResult,
  'Offender given community penalty': courtResult,
};

const BY_NORMAL = new Map(Object.entries(MEANINGS).map(([category, meaning]) => [normal(category), meaning]));

/** The categories in the table, for whoever wants to know that none is missing. */
export const OUTCOME_CATEGORIES: readonly string[] = Object.keys(MEANINGS);

/**
 * What a category means; undefined where the table does not know it. Capitals, spaces and articles make no difference:
 * the CSV files say `Offender given penalty notice` where the API says `Offender given a penalty notice`.
 */
export function meaningOf(category: string): OutcomeMeaning | undefined {
  return BY_NORMAL.get(normal(category));
}

function normal(category: string): string {
  return category
    .toLowerCase()
    .replace(/\ban?\b/g, ' ')
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
