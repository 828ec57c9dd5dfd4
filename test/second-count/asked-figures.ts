import fc from 'fast-check';
import {
  boardIsReport,
  filesAreOne,
  filesOfPage,
  type FigureAsker,
  measureIsOne,
  pageIsMeasure,
  pageIsReport,
  type PageWithFiles,
  reportIsOne,
} from '../support/one-figure.js';
import { signIn } from '../support/desk.js';
import type { Change } from '../support/force-file.js';
import type { Stack } from '../support/stack.js';

const askers = ['performance', 'supervisor', 'admin'] as const;
type Asker = (typeof askers)[number];
export type Askers = Readonly<Record<Asker, FigureAsker>>;

/** The supervisor of the API and the one of the desk see the same: one team, which is theirs. */
export const withOneReach: Change = ({ teams, staff }) => {
  const both = ['sgt-2001', 'sgt-2003'];
  for (const one of staff) if (both.includes(one.id)) Object.assign(one, { team: 'wigton-lpt' });
  for (const team of teams as { id: string; supervisor?: string }[])
    if (both.includes(team.supervisor!)) team.supervisor = 'insp-6001';
};

/** Who sees the whole force but what is restricted, who sees their own teams, and who sees figures alone. */
export async function askersOf(stack: Stack): Promise<Askers> {
  const [performance, supervisor, admin] = await Promise.all(
    (['perf-3001', 'sgt-2003', 'admin-4001'] as const).map((person) => signIn(stack, person)),
  );
  const [one, other, third] = await Promise.all(askers.map((role) => stack.as(role)));
  return {
    performance: { api: one!, desk: performance! },
    supervisor: { api: other!, desk: supervisor! },
    admin: { api: third!, desk: admin!, seesNoRows: true },
  };
}

/** So that some rows are counted and not listed. */
export async function restrictSome({ api }: FigureAsker): Promise<void> {
  const { body } = await api.get('/cases?limit=20');
  const owned = body['items'].filter(({ owner }: any) => owner !== null).slice(0, 3);
  for (const { caseId, owner } of owned) {
    const asked = { staffIds: [owner], reason: 'Somebody is known to them' };
    const { status } = await api.post(`/cases/${caseId}/restriction`, asked);
    if (status !== 201) throw new Error(`${caseId} was not restricted: ${status}`);
  }
}

/** The dimensions of reports, each with the groups that there are of it. */
export type Groups = Readonly<Record<string, readonly string[]>>;

const dimensions = [
  'commitment',
  'edition',
  'standard',
  'body',
  'month',
  'quarter',
  'financialYear',
  'kind',
  'bcu',
  'lpt',
  'team',
  'owner',
  'offenceGroup',
  'entitlement',
  'method',
];

export async function groupsIn({ api }: FigureAsker): Promise<Groups> {
  const groups: Record<string, readonly string[]> = {};
  for (const name of dimensions) {
    const { body } = await api.get(`/compliance?from=2026-01-01&to=2027-12-31&groupBy=${name}`);
    groups[name] = body['rows'].map(({ group }: any) => group[name] ?? '-');
  }
  return groups;
}

/** What is to be said of a page besides its period, so that there is something to take away. */
const pages = {
  '/report': {},
  '/report/measures': { measure: 'open-by-age' },
  '/report/measures/rows': { measure: 'done-without-limit', part: 'yes', knownAt: '2026-11-20T12:00:00Z' },
  '/report/months': {},
  '/report/compare': {},
  '/report/changes': { before: '2026-11-13' },
  '/no-limit': {},
  '/silence': {},
} satisfies Partial<Record<PageWithFiles, object>>;
const pageNames = Object.keys(pages) as (keyof typeof pages)[];

/** What is no time. */
const compared = dimensions.filter((name) => !['month', 'quarter', 'financialYear'].includes(name));

/** As the definitions say, by what each can be grouped and narrowed. */
const ofCases = ['month', 'quarter', 'financialYear', 'kind', 'bcu', 'lpt', 'offenceGroup', 'team', 'owner'];
const ofDue = [...dimensions, 'age', 'daysToDue'];
const measures: Readonly<Record<string, readonly string[]>> = {
  'in-time': ofDue,
  'late-but-done': ofDue,
  'recorded-late': ofDue,
  'changed-after-due': ofDue,
  disputed: ofDue,
  'needs-assessed': dimensions,
  'plan-recorded': dimensions,
  'statement-offered': dimensions,
  'confirmed-in-writing': dimensions,
  'done-without-limit': dimensions,
  'referred-in-time': ofDue,
  'feedback-replied': ofDue,
  'opted-out-shortly-before': ofDue,
  'open-by-age': ofDue,
  unassessed: ofCases,
  'closed-after-attempts-alone': ofCases,
  'promise-kept': ofCases,
};

export interface AskedFigures {
  readonly who: Asker;
  readonly said: object;
  readonly ask: (stack: Stack, asker: FigureAsker) => Promise<void>;
}

const day = (after: number): string => new Date(Date.UTC(2026, 7, 1) + after * 86_400_000).toISOString().slice(0, 10);

/** Any question of any figure by anybody who may ask it. */
export function questionOf(groups: Groups): fc.Arbitrary<AskedFigures> {
  const among = (names: readonly string[], most: number) => fc.subarray([...names], { minLength: 0, maxLength: most });
  const narrowedBy = (names: readonly string[]) =>
    among(
      names.filter((name) => (groups[name] ?? []).length > 0),
      2,
    ).chain((some) => fc.record(Object.fromEntries(some.map((name) => [name, fc.constantFrom(...groups[name]!)]))));
  const period = fc.tuple(fc.nat(120), fc.nat(150)).map(([from, days]) => ({ from: day(from), to: day(from + days) }));
  // Up to now, 24 November 15:00, and by the minute, so that some are between two facts of one day.
  const known = fc.option(
    fc.nat(75 * 1440).map((minutes) => new Date(Date.parse('2026-11-24T15:00:00Z') - minutes * 60_000).toISOString()),
    { nil: undefined },
  );
  const knownOn = fc.option(fc.nat(114).map(day), { nil: undefined });
  const who = fc.constantFrom(...askers);
  const made = <T extends object>(
    said: fc.Arbitrary<T>,
    by: fc.Arbitrary<Asker>,
    ask: (said: T) => AskedFigures['ask'],
  ) => fc.tuple(by, said).map(([one, asked]) => ({ who: one, said: asked, ask: ask(asked) }));
  const sees = fc.constantFrom<Asker>('performance', 'supervisor');
  const measure = fc.constantFrom(...Object.keys(measures));
  return fc.oneof(
    made(
      fc
        .tuple(period, among(dimensions, 3), narrowedBy(dimensions), known)
        .map(([ends, by, narrowed, knownAt]) => ({ ...narrowed, ...ends, groupBy: by.join(','), knownAt })),
      who,
      ({ groupBy, ...rest }) =>
        (stack, asker) =>
          reportIsOne(stack, asker, { ...rest, groupBy: groupBy || 'commitment' }),
    ),
    made(
      measure.chain((one) =>
        fc
          .tuple(period, among(measures[one]!, 2), narrowedBy(measures[one]!), known)
          .map(([ends, by, narrowed, knownAt]) => ({
            ...narrowed,
            ...ends,
            measure: one,
            knownAt,
            groupBy: by.length > 0 ? by.join(',') : undefined,
          })),
      ),
      who,
      (asked) => (stack, asker) => measureIsOne(stack, asker, asked),
    ),
    made(
      fc
        .tuple(period, fc.constantFrom(...compared), narrowedBy(dimensions), known)
        .map(([ends, by, narrowed, knownAt]) => ({ ...narrowed, ...ends, by, knownAt })),
      who,
      (asked) => (stack, asker) => filesAreOne(stack, asker, asked),
    ),
    made(
      fc
        .tuple(period, fc.constantFrom(...dimensions), narrowedBy(dimensions), knownOn)
        .map(([ends, by, narrowed, on]) => ({ ...narrowed, ...ends, by, known: on })),
      who,
      (asked) => (_, asker) => pageIsReport(asker, asked),
    ),
    made(
      measure.chain((one) =>
        fc
          .tuple(period, fc.constantFrom(...measures[one]!), narrowedBy(measures[one]!), knownOn)
          .map(([ends, by, narrowed, on]) => ({ ...narrowed, ...ends, measure: one, by, known: on })),
      ),
      sees,
      (asked) => (_, asker) => pageIsMeasure(asker, asked),
    ),
    made(
      fc
        .tuple(
          fc.constantFrom(...pageNames),
          period,
          fc.constantFrom(...compared),
          narrowedBy(['bcu', 'team']),
          knownOn,
        )
        .map(([page, ends, by, narrowed, on]) => ({ ...narrowed, ...ends, page, by, known: on })),
      sees,
      ({ page, ...asked }) =>
        async (stack, asker) => {
          await filesOfPage(stack, asker, page, { ...asked, ...pages[page] });
        },
    ),
    made(
      fc.tuple(narrowedBy(['team', 'bcu']), known).map(([narrowed, knownAt]) => ({ ...narrowed, knownAt })),
      fc.constant<Asker>('supervisor'),
      (asked) => (_, asker) => boardIsReport(asker, asked),
    ),
  );
}
