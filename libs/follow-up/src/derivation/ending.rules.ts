import type { Zone } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { ExcusalRuled } from '../ruling/ruling.events.js';
import { factOf } from './origin.rules.js';
import { dateInWords, happened } from './words.rules.js';

const endings: ReadonlySet<string> = new Set([
  'ObligationMet',
  'ObligationLapsed',
  'ObligationWaived',
  'ObligationExcused',
  'ObligationVoided',
  'ObligationSuperseded',
]);

/** What ended an obligation as it stands; none while it is open. */
export function endingOf(own: readonly RecordedFact[]): RecordedFact | undefined {
  const last = own.findLast(({ type }) => endings.has(type) || type === 'ObligationReopened');
  return last?.type === 'ObligationReopened' ? undefined : last;
}

/** Why something is not owed any more without having been met, in one sentence; none for what was met or is open. */
export function endingInWords(
  ending: RecordedFact | undefined,
  facts: readonly RecordedFact[],
  zone: Zone,
): string | undefined {
  if (!ending) return undefined;
  const on = dateInWords(ending.occurred, zone);
  const { by, reason } = ending.data as { readonly by?: string; readonly reason?: string };
  switch (ending.type) {
    case 'ObligationWaived':
      return `It is not owed any more: ${waiver(by!, facts)}, from ${on}.`;
    case 'ObligationExcused':
      return `It was excused on ${on}: ${attempts(by!, facts)}, and a supervisor endorsed that nothing more could be done.`;
    case 'ObligationVoided':
      return `It was voided on ${on}, because ${voids[reason!] ?? 'what it rested on is gone'}.`;
    case 'ObligationSuperseded':
      return `It was replaced on ${on}, because ${replacement(reason!, facts)}.`;
    default:
      return undefined;
  }
}

function waiver(by: string, facts: readonly RecordedFact[]): string {
  const fact = facts.find(({ type, data }) => type === 'OptedOut' && (data as { optOutId: string }).optOutId === by);
  return fact ? 'the person asked not to be told' : 'the person does not want it';
}

function attempts(by: string, facts: readonly RecordedFact[]): string {
  const ruling = facts.find(
    (fact): fact is ExcusalRuled => fact.type === 'ExcusalRuled' && (fact as ExcusalRuled).data.rulingId === by,
  );
  const count = ruling?.data.attempts.length ?? 0;
  return count === 1 ? 'one attempt to reach the person failed' : `${count} attempts to reach the person failed`;
}

const voids: Readonly<Record<string, string>> = {
  'found-never-owed': 'a supervisor found that it was never owed',
  'trigger-voided': 'what it rested on did not happen, or not in this case',
  'request-withdrawn': 'the request for a reply was withdrawn',
  'case-cancelled': 'the case was cancelled',
};

const replacements: Readonly<Record<string, string>> = {
  'case-merged': 'the case was merged into another one, where it is owed now',
  'no-longer-adopted': 'the force does not hold itself to this promise any more',
  'derived-again': 'a record was corrected and nothing makes it owed any more',
};

function replacement(reason: string, facts: readonly RecordedFact[]): string {
  const known = replacements[reason];
  if (known) return known;
  const fact = factOf(reason, facts);
  switch (fact?.type) {
    case 'ContactPlanAgreed':
      return 'updates are given as agreed from then on';
    case 'MilestoneReached':
      return happened((fact.data as { type: string }).type);
    case 'CaseClosed':
      return 'the case was closed';
    case 'CaseReopened':
      return 'the case was reopened and the periods began again';
    default:
      return 'something else took its place';
  }
}
