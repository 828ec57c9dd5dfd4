import type { ToldObligation, WholeCaseView } from '@kept-informed/case-work';
import { extendable, pauseReasons, type Rulebook } from '@kept-informed/commitments';
import type { PageLink } from '../frame/page-link.js';
import { isSupervisor } from '../frame/viewers.js';

/** The forms about something, in the order in which they stand, each with what it is called. */
export function linksTo(forms: Readonly<Record<string, string>>, caseId: string, part?: string): PageLink[] {
  const below = part === undefined ? '' : `/${part}`;
  return Object.entries(forms).map(([form, text]) => ({ href: `/cases/${caseId}/record/${form}${below}`, text }));
}

/** What else can be recorded of a case as it stands. */
export function caseLinks(
  { caseId, mergedInto, status, highRisk }: WholeCaseView,
  restricted: boolean,
): Record<'often' | 'seldom', readonly PageLink[]> {
  if (mergedInto !== null) return { often: [], seldom: [] };
  const isOpen = status === 'open';
  const often = {
    milestone: 'Record what happened',
    feedback: 'Record feedback',
    owner: 'Hand it over',
    ...(isOpen ? { closure: 'Close the case' } : { reopening: 'Reopen the case' }),
  };
  const seldom = {
    joining: 'Add a person',
    details: 'Put the case right',
    link: 'Another case has to do with it',
    merger: 'Merge it into another case',
    ...(isOpen && { transfer: 'Transfer it to another force' }),
    ...(isSupervisor() && {
      restriction: 'Restrict who may see it',
      ...(restricted && { 'restriction-end': 'Lift the restriction' }),
      ...(highRisk
        ? { 'high-risk-end': 'It is of high risk no longer' }
        : { 'high-risk': 'Mark it as one of high risk' }),
      void: 'It was recorded in error',
    }),
  };
  return { often: linksTo(often, caseId), seldom: linksTo(seldom, caseId) };
}

/** What can be recorded of somebody: of whom is erased, nothing that is said in words. */
export function personLinks(
  { participantId, represents, authorityEndedAt, diedOn }: WholeCaseView['participants'][number],
  caseId: string,
  isErased: boolean,
): PageLink[] {
  const inWords = {
    'opt-out': 'They do not want to be told',
    route: 'Add a number or address',
    person: 'Put them right',
    ...(diedOn !== null && { 'death-end': 'They did not die, or not on that day' }),
  };
  const forms = {
    entitlement: 'Record an assessment',
    plan: 'Agree how often they are told',
    ...(!isErased && inWords),
    ...(represents !== null && authorityEndedAt === null && { 'authority-end': 'They may act for somebody no longer' }),
    ...(diedOn === null && { death: 'They died' }),
  };
  const at = `/cases/${caseId}/people/${participantId}`;
  const ofWhomIsKept = [
    { href: `${at}/holds`, text: 'Legal holds' },
    { href: `${at}/erase`, text: 'Ask for an erasure' },
  ];
  const forSupervisors = [{ href: `${at}/kept`, text: 'All that is kept of them' }, ...(isErased ? [] : ofWhomIsKept)];
  return [
    ...linksTo(forms, caseId, participantId),
    { href: at, text: 'Their other cases' },
    ...(isSupervisor() ? forSupervisors : []),
  ];
}

/** What can be decided about something that is owed. */
export function owedLinks(
  { obligationId, caseId, commitment, status, dueAt }: ToldObligation,
  { catalogue }: Rulebook,
): PageLink[] {
  const promise = catalogue.find(({ id }) => id === commitment);
  const isRunning = status === 'open' && dueAt !== null;
  const pauses = isSupervisor() || (promise !== undefined && pauseReasons(promise).length > 0);
  const forms = {
    ...(status === 'paused' && { resumption: 'Start the clock again' }),
    ...(isRunning && pauses && { pause: 'Stop the clock' }),
    ...(isRunning && promise && extendable(promise) && { extension: 'Extend the limit' }),
    ...(status !== 'excused' && { waiver: 'They do not want this' }),
    ...(isSupervisor() && {
      ...(status !== 'excused' && { excusal: 'Excuse it' }),
      'never-owed': 'It was never owed',
    }),
  };
  return linksTo(forms, caseId, obligationId);
}
