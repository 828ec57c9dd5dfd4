import { identityChecks, type IdentityCheck } from '@kept-informed/case-work';
import { NoSuchPage } from '../frame/page-trouble.js';

/** By what somebody proved who they are, as an address or a form says it: `born-on,reference`. */
export function checkedIn(value: unknown): IdentityCheck[] {
  if (value === undefined || value === '') return [];
  const codes: readonly unknown[] = typeof value === 'string' ? value.split(',') : [value];
  const known = identityChecks.filter((one) => codes.includes(one));
  if (known.length !== new Set(codes).size) throw new NoSuchPage();
  return known;
}

/** Whom the counter speaks with, and about which case. */
export interface CounterPlace {
  readonly caseId: string;
  readonly participantId: string;
}

/** What an address at the counter says beside whom it is about. */
interface CounterQuery {
  readonly checked: readonly IdentityCheck[];
  /** What was recorded just now. */
  readonly done?: string;
}

/** Where a page about somebody is: what may be said to them, or below that. */
export function counterAddress(
  { caseId, participantId }: CounterPlace,
  below: '' | '/identity' | '/message' | '/enquiry',
  query?: CounterQuery,
): string {
  const path = `/counter/${caseId}/${participantId}${below}`;
  if (!query) return path;
  return `${path}?checked=${query.checked.join(',')}${query.done ? `&done=${query.done}` : ''}`;
}
