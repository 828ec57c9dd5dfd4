import type { Instant } from '@kept-informed/calendar';
import type { Duty } from '../oracle/duty.js';
import { assessments, firstRecorded, inOrder, of, type Fact, type History } from '../oracle/history.js';

/** What a report puts an obligation under; null: there is none. */
export interface Group {
  readonly commitment: string;
  readonly edition: string;
  readonly month: string;
  readonly kind: string;
  readonly bcu: string | null;
  readonly lpt: string | null;
  readonly team: string | null;
  readonly owner: string | null;
  readonly offenceGroup: string | null;
  readonly entitlement: string | null;
}

export function groupOf(duty: Duty, history: History): Group {
  const { kind, area, offenceGroup } = of('CaseOpened', history)[0]!.data;
  const [commitment, person] = duty.key.split(' ') as [string, string];
  const owner = ownerOf(duty, history);
  return {
    commitment,
    edition: duty.edition,
    month: duty.dueOn!.slice(0, 7),
    kind,
    bcu: area?.bcu ?? null,
    lpt: area?.lpt ?? null,
    team: owner?.data.team ?? null,
    owner: owner?.data.staffId ?? null,
    offenceGroup: offenceGroup ?? null,
    entitlement: entitlementOf(duty, person, history),
  };
}

/** Until when what was recorded counts: its due instant or, of what was keyed after that, when it was keyed. */
const recordedUntil = ({ dueAt, implied, recordedAfterDue }: Duty): Instant => (recordedAfterDue ? implied : dueAt!);

/** rules.md, Corrections: the owner at due time is the one recorded by the due instant. */
function ownerOf(duty: Duty, history: History): Fact | undefined {
  const until = recordedUntil(duty);
  return of('CaseAssigned', history)
    .filter((fact) => firstRecorded(fact) <= until && fact.occurred <= until)
    .sort((a, b) => inOrder({ ...a, at: a.occurred }, { ...b, at: b.occurred }))
    .at(-1);
}

/** rules.md, Entitlement: what held, and was known, at due time. */
function entitlementOf(duty: Duty, person: string, history: History): string {
  const until = recordedUntil(duty);
  const [joined, ...assessed] = assessments(person, history);
  return (assessed.findLast(({ at, recorded }) => at <= duty.dueAt! && recorded <= until) ?? joined!).entitlement;
}
