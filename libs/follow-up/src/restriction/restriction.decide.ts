import { addHours, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { conflict, idOf, refuse, type NoteSeal } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { ConcernRaised } from '../alert/alert.events.js';
import { recipientOf } from '../alert/ladder.rules.js';
import type { CaseRestricted, GlassBroken, RestrictionLifted } from '../case/case.events.js';
import { ownerAt, type Case } from '../case/case.state.js';
import { isSameStaff } from '../case/restricted.rules.js';

/** For so long whoever broke the glass sees the case. */
const glassLastsHours = 1;

/** Cases that were merged into the one, which are seen as it is. */
interface Along {
  readonly with: readonly string[];
}

/**
 * From now on the case is seen by these staff, whoever answers for them, and whoever breaks the glass (rules.md, Restricted
 * cases). Refused where it would leave out the owner, who has to see to it, and where nothing changes.
 */
export function restrictCase(
  state: Case,
  { staffIds, ...rest }: NoteSeal & Along & { readonly staffIds: readonly string[] },
  now: Instant,
): NewFactOf<CaseRestricted>[] {
  const owner = ownerAt(state, now)?.staffId;
  const named = [...new Set(staffIds)].sort();
  if (owner !== undefined && !named.includes(owner))
    throw refuse('owner-left-out', '/staffIds', 'Whoever has the case must be among those who see it.');
  if (isSameStaff(named, state.restrictedTo))
    throw refuse('changes-nothing', '/staffIds', 'It is restricted to these already.');
  return [{ type: 'CaseRestricted', data: { staffIds: named, ...rest }, occurred: now }];
}

/** The case is seen as any other again. Refused where it is. */
export function liftRestriction(state: Case, sealed: NoteSeal & Along, now: Instant): NewFactOf<RestrictionLifted>[] {
  requireRestricted(state);
  return [{ type: 'RestrictionLifted', data: sealed, occurred: now }];
}

/**
 * Somebody looks at a restricted case all the same, for an hour: whoever answers for those whom it names is told at once.
 * Refused where the case is not restricted. Done again it lasts an hour from then.
 */
export function breakGlass(
  state: Case,
  { staffId, breakId, ...rest }: NoteSeal & Along & { readonly staffId: string; readonly breakId: string },
  book: Rulebook,
  now: Instant,
): NewFactOf<GlassBroken | ConcernRaised>[] {
  const named = requireRestricted(state);
  const until = addHours(now, glassLastsHours);
  const told = new Set(named.map((owner) => recipientOf('supervisor', { owner, area: state.area }, book, now)));
  return [
    { type: 'GlassBroken', data: { breakId, staffId, until, ...rest }, occurred: now },
    ...[...told].sort().map((recipient): NewFactOf<ConcernRaised> => {
      const alertId = idOf('alert', state.caseId, breakId, recipient);
      return {
        type: 'ConcernRaised',
        data: { alertId, breakId, rung: 'glass-broken', recipient, caughtUp: false },
        occurred: now,
      };
    }),
  ];
}

function requireRestricted({ restrictedTo }: Case): readonly string[] {
  if (!restrictedTo) throw conflict('not-restricted', 'The case is not restricted.');
  return restrictedTo;
}
