import type { TimelineEntry } from '@kept-informed/case-work';
import type { CasePart } from './case-page.js';

/** A part of what was recorded of a case, by the types of its facts. */
interface TimelinePart {
  /** In the address. */
  readonly show: string;
  readonly text: string;
  readonly types: RegExp;
  /** Its pages are gone to from each page of the case. */
  readonly isPage: boolean;
  /** The forms of what is recorded there. */
  readonly forms: Readonly<Record<string, string>>;
}

const parts: readonly TimelinePart[] = [
  {
    show: 'feedback',
    text: 'Feedback',
    types: /^(Feedback|Reply)/,
    isPage: true,
    forms: { feedback: 'Record feedback' },
  },
  {
    show: 'wishes',
    text: 'Plan and opt-outs',
    types: /^(ContactPlan|Opted|OptOut|WaiverRuled)/,
    isPage: true,
    forms: {},
  },
  {
    show: 'people',
    text: 'People',
    types: /^(Participant|Entitlement|Authority|Route|UnsafeRoute|Risk)/,
    isPage: true,
    forms: { joining: 'Add a person' },
  },
  {
    show: 'contacts',
    text: 'Contacts',
    types: /^(Contact(Made|Attempted|StruckOut|Corrected|Settled)|Receipt|Message)/,
    isPage: false,
    forms: {},
  },
  {
    show: 'happened',
    text: 'What happened',
    types: /^(Case|Milestone|Restriction|Glass)/,
    isPage: false,
    forms: { milestone: 'Record what happened' },
  },
  {
    show: 'clocks',
    text: 'Clocks and what was owed',
    types: /^(Obligation|Clock|Waiver|Excusal|Voiding|Ruling|Dispute)/,
    isPage: false,
    forms: {},
  },
];

/** The part that an address names; undefined: all of it. */
export const partNamed = (show: unknown): TimelinePart | undefined => parts.find((one) => one.show === show);

export const isPartOf =
  ({ types }: TimelinePart) =>
  ({ type }: TimelineEntry): boolean =>
    types.test(type);

const timelineAt = (caseId: string, show: string): string =>
  `/cases/${caseId}/timeline${show === '' ? '' : `?show=${show}`}`;

/** The pages of a case. `shown`: the part that is looked at; null: the case itself. */
export const partsOf = (caseId: string, shown: string | null): CasePart[] => [
  { href: `/cases/${caseId}`, text: 'Case', current: shown === null },
  ...parts
    .filter(({ isPage }) => isPage)
    .map(({ show, text }) => ({ href: timelineAt(caseId, show), text, current: shown === show })),
  {
    href: timelineAt(caseId, ''),
    text: 'Everything',
    current: shown === '' || parts.some(({ show, isPage }) => show === shown && !isPage),
  },
];

/** By what everything can be narrowed. */
export const filtersOf = (caseId: string, shown: string): CasePart[] => [
  { href: timelineAt(caseId, ''), text: 'All', current: shown === '' },
  ...parts
    .filter(({ isPage }) => !isPage)
    .map(({ show, text }) => ({ href: timelineAt(caseId, show), text, current: shown === show })),
];
