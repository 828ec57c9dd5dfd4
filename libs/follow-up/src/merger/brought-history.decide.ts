import type { BroughtEntitlement, BroughtOpening, CaseAbsorbed, EarlierMerger } from '../case/case.events.js';
import type { CaseHistory } from '../owing/case-history.state.js';

/** Whose ids of the one case are which of the other. */
type IdsThere = Readonly<Record<string, string>>;

/** What no fact that is carried tells of a case that is merged; `onBoth`: who is on the other as well. */
export function whatItWas(
  from: CaseHistory,
  onBoth: IdsThere,
  everybody: IdsThere,
): Pick<CaseAbsorbed['data'], 'before' | 'openings' | 'entitlements'> {
  const entitlements = entitlementsIn(from, onBoth, everybody);
  return {
    ...(from.absorbed.length > 0 && { before: mergersBefore(from, everybody) }),
    openings: openingsOf(from),
    ...(entitlements.length > 0 && { entitlements }),
  };
}

/** How it was opened, and the cases that had been merged into it. */
function openingsOf({ caseId, kind, opened, recorded, absorbed }: CaseHistory): BroughtOpening[] {
  const own = { caseId, at: opened.at, recorded: recorded.get(opened.version)!, isCrime: kind === 'crime' };
  return [own, ...absorbed.flatMap(({ openings }) => openings)];
}

/** Of those who are on both cases: how they were assessed is not carried. */
function entitlementsIn({ caseId, participants, absorbed }: CaseHistory, onBoth: IdsThere, everybody: IdsThere) {
  const own = Object.entries(onBoth).flatMap(([id, participantId]) =>
    participants.get(id)!.assessments.map((assessment): BroughtEntitlement => {
      const { version: _, ...one } = assessment;
      return { ...one, participantId, caseId };
    }),
  );
  const before = absorbed
    .flatMap(({ entitlements }) => entitlements)
    .map((one) => ({ ...one, participantId: everybody[one.participantId]! }));
  return [...before, ...own];
}

/** By which mergers it had become what it is, and since when those of the cases merged were on them. */
function mergersBefore({ caseId: into, absorbed }: CaseHistory, places: IdsThere) {
  const here = (joined: EarlierMerger['joined']) =>
    Object.fromEntries(Object.entries(joined).map(([id, at]) => [places[id] ?? id, at]));
  return absorbed.flatMap(({ caseId, at, joined, before }): EarlierMerger[] => [
    { caseId, into, at, joined: here(joined) },
    ...before.map((one) => ({ ...one, joined: here(one.joined) })),
  ]);
}
