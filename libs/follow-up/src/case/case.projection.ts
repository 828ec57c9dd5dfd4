import { added, changed, passedOver, type Projection, type RowChange } from '@kept-informed/event-store';
import { recordedFor } from '@kept-informed/decisions';
import type { CaseAssigned, CaseDetails, CaseEvent } from './case.events.js';
import { caseIdOf } from './case.stream.js';
import { closings, wasClosed, wasReopened } from './closing.projection.js';
import {
  authorityEnded,
  detailsCorrected,
  died,
  entitlementAssessed,
  joined,
  participantEntitlements,
  participants,
  planAgreed,
  plans,
} from './participant.projection.js';
import { routeAllowances, unsafeRouteAllowed } from './safety.projection.js';

const cases = {
  name: 'cases',
  key: ['case_id'],
  columns: [
    'case_id',
    'kind',
    'reference',
    'holds_reference',
    'offence_group',
    'opened_at',
    'bcu',
    'lpt',
    'owner',
    'team',
    'owned_from',
    'closed_at',
    'closure_reason',
    'transferred_to',
    'transferred_reference',
    'imported',
    'merged_into',
    'merged_at',
    'merged_participants',
    'restricted_to',
    'high_risk',
    'recorded_at',
  ],
  latest: { by: 'owned_from', sets: ['owner', 'team'] },
  since: 'recorded_at',
  earlier: {
    name: 'earlier_cases',
    columns: [
      'holds_reference',
      'kind',
      'reference',
      'offence_group',
      'opened_at',
      'bcu',
      'lpt',
      'owner',
      'team',
      'owned_from',
      'closed_at',
      'closure_reason',
      'transferred_to',
      'transferred_reference',
      'merged_into',
      'merged_at',
      'merged_participants',
      'high_risk',
    ],
  },
} as const;

const owners = {
  name: 'case_owners',
  key: ['case_id', 'version'],
  columns: ['case_id', 'version', 'staff_id', 'team', 'owned_from', 'recorded_at'],
  since: 'recorded_at',
} as const;

const links = {
  name: 'case_links',
  key: ['case_id', 'other_case_id', 'kind'],
  columns: ['case_id', 'other_case_id', 'kind', 'linked_at', 'recorded_at'],
  since: 'recorded_at',
} as const;

const notClosed = { closed_at: null, closure_reason: null, transferred_to: null, transferred_reference: null };

const notYet = {
  owner: null,
  team: null,
  owned_from: null,
  ...notClosed,
  merged_into: null,
  merged_at: null,
  merged_participants: null,
  restricted_to: null,
  high_risk: false,
};

const glassBreaks = {
  name: 'glass_breaks',
  key: ['break_id', 'case_id'],
  columns: ['case_id', 'break_id', 'staff_id', 'broken_at', 'until'],
} as const;

/** A case, and what was merged into it, is restricted to these staff; null: to nobody any more. */
const restricted = (caseId: string, others: readonly string[], restricted_to: readonly string[] | null): RowChange[] =>
  [caseId, ...others].map((case_id) => changed(cases, { case_id, restricted_to }));

/** As they are put right. */
function columnsOf({ kind, reference, offenceGroup, area, openedAt }: Partial<CaseDetails>): Partial<RowChange['row']> {
  return {
    ...(kind && { kind }),
    ...(reference && { reference }),
    ...(offenceGroup !== undefined && { offence_group: offenceGroup }),
    ...(area !== undefined && { bcu: area?.bcu ?? null, lpt: area?.lpt ?? null }),
    ...(openedAt && { opened_at: openedAt }),
  };
}

function assigned(fact: CaseAssigned): RowChange[] {
  const { stream, version, data, occurred } = fact;
  const case_id = caseIdOf(stream);
  const owner = { team: data.team, owned_from: occurred };
  return [
    added(owners, { case_id, version, staff_id: data.staffId, recorded_at: recordedFor(fact), ...owner }),
    changed(cases, { case_id, owner: data.staffId, ...owner }),
  ];
}

/** Cases, who owned them when and which have to do with each other, who takes part in them and what was agreed. */
export const caseTables: Projection<CaseEvent> = {
  tables: [cases, owners, closings, links, glassBreaks, routeAllowances, participants, participantEntitlements, plans],
  on: {
    CaseOpened: ({ stream, data, occurred, recorded }) => [
      added(cases, {
        case_id: caseIdOf(stream),
        kind: data.kind,
        reference: data.reference,
        holds_reference: true,
        offence_group: data.offenceGroup ?? null,
        opened_at: occurred,
        bcu: data.area?.bcu ?? null,
        lpt: data.area?.lpt ?? null,
        imported: data.imported ?? false,
        recorded_at: recorded,
        ...notYet,
      }),
    ],
    CaseAssigned: assigned,
    CaseClosed: (fact) => {
      const { stream, data, occurred } = fact;
      const { reason: closure_reason, transferredTo } = data;
      const where = {
        transferred_to: transferredTo?.force ?? null,
        transferred_reference: transferredTo?.reference ?? null,
      };
      const closure = { closed_at: occurred, closure_reason, ...where };
      return [changed(cases, { case_id: caseIdOf(stream), ...closure }), wasClosed(fact)];
    },
    CaseReopened: (fact) => [changed(cases, { case_id: caseIdOf(fact.stream), ...notClosed }), wasReopened(fact)],
    CaseVoided: ({ stream }) => [
      changed(cases, { case_id: caseIdOf(stream), closure_reason: 'cancelled', holds_reference: null }),
    ],
    CaseMerged: ({ stream, data, occurred }) => [
      changed(cases, {
        case_id: caseIdOf(stream),
        merged_into: data.into,
        merged_at: occurred,
        merged_participants: data.participants,
      }),
    ],
    CaseAbsorbed: passedOver,
    BroughtDutiesCorrected: passedOver,
    CaseLinked: ({ stream, data, occurred, recorded }) => [
      added(links, {
        case_id: caseIdOf(stream),
        other_case_id: data.caseId,
        kind: data.kind,
        linked_at: occurred,
        recorded_at: recorded,
      }),
    ],
    CaseRestricted: ({ stream, data }) => restricted(caseIdOf(stream), data.with, data.staffIds),
    RestrictionLifted: ({ stream, data }) => restricted(caseIdOf(stream), data.with, null),
    GlassBroken: ({ stream, data: { breakId: break_id, staffId: staff_id, until, with: others }, occurred }) =>
      [caseIdOf(stream), ...others].map((case_id) =>
        added(glassBreaks, { case_id, break_id, staff_id, broken_at: occurred, until }),
      ),
    RiskMarked: ({ stream, data: { high } }) => [changed(cases, { case_id: caseIdOf(stream), high_risk: high })],
    RouteFoundSafe: passedOver,
    UnsafeRouteAllowed: unsafeRouteAllowed,
    CaseDetailsCorrected: ({ stream, data: { after, joined: along = [] } }) => [
      changed(cases, { case_id: caseIdOf(stream), ...columnsOf(after) }),
      ...along.map((participant_id) => changed(participants, { participant_id, joined_at: after.openedAt })),
    ],
    ParticipantDetailsCorrected: detailsCorrected,
    ParticipantAdded: joined,
    EntitlementAssessed: entitlementAssessed,
    AuthorityEnded: authorityEnded,
    ParticipantDied: died,
    ContactPlanAgreed: planAgreed,
    MilestoneReached: passedOver,
    MilestoneVoided: passedOver,
  },
};
