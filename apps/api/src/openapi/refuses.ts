import { SetMetadata } from '@nestjs/common';
import type { RefusalCode } from '@kept-informed/decisions';

/** Codes of refusals that are the API's own, on routes of their own; what every route may answer is in problems-of.ts. */
type OwnCode =
  | 'database-unavailable'
  | 'length-required'
  | 'malformed-form'
  | 'no-typesetter'
  | 'not-sealed-yet'
  | 'not-to-be-resent'
  | 'stopping'
  | 'tables-outdated'
  | 'too-many-streams';

export type RefusedStatus = 400 | 404 | 409 | 411 | 412 | 422 | 429 | 501 | 503;
export type Refusals = { readonly [Status in RefusedStatus]?: readonly (RefusalCode | OwnCode)[] };

const REFUSALS = 'kept-informed:refusals';

/**
 * With which codes a route refuses, by status, besides what holds of every route that takes the same: it stands in the
 * API's description, and each answer of the journeys and of the fuzzer is held to it.
 */
export const Refuses = (...refusals: Refusals[]): MethodDecorator => SetMetadata(REFUSALS, refusals);

/** What a handler says that it refuses with. */
export function refusalsOf(handler: object): readonly Refusals[] {
  return (Reflect.getMetadata(REFUSALS, handler) as Refusals[] | undefined) ?? [];
}

/** Of whatever is recorded on one case. */
export const onCase: Refusals = {
  404: ['unknown-case'],
  409: ['merged-elsewhere'],
  412: ['stale-version'],
  503: ['busy'],
};

/** Of whatever is recorded at an instant that is said. */
export const atInstant: Refusals = { 422: ['in-the-future', 'before-case'] };

/** Of whatever is said of a participant that the address names. */
export const ofParticipant: Refusals = { 404: ['unknown-participant'] };

/** Of whatever is decided about an obligation. */
export const onObligation: Refusals = { ...onCase, 404: ['not-found', 'unknown-case', 'unknown-obligation'] };

/** Of whatever is asked of a period, or as known at an instant. */
export const ofPeriod: Refusals = { 422: ['ends-before-it-begins', 'in-the-future'] };

/** Of whatever is asked as known at an instant and of no period. */
export const asKnownThen: Refusals = { 422: ['in-the-future'] };

/** Of figures, which wait for nothing that is due and has not been looked at. */
export const ofFigures: Refusals = { ...ofPeriod, 503: ['sweep-behind'] };

/** Of reports, which say how much is still being reckoned where they cannot be answered for that. */
export const ofReports: Refusals = { ...ofFigures, 503: ['sweep-behind', 'still-reckoning'] };

/** Of whatever a contact may say besides when it was. */
export const ofContact: Refusals = {
  422: [
    'unknown-participant',
    'unknown-trigger',
    'unknown-milestone',
    'already-voided',
    'say-one',
    'unknown-feedback',
    'unknown-contact',
    'several-open',
    'outcome-does-not-fit',
    'body-not-bound',
    'no-route',
    'unknown-route',
    'route-does-not-fit',
    'route-ambiguous',
    'route-said-twice',
    'service-does-not-fit',
    'reply-does-not-fit',
    'automatic-does-not-fit',
    'promised-for-the-past',
  ],
};

/** Of whatever is recorded on policies and calendars. */
export const onTerms: Refusals = {
  404: ['unknown-draft'],
  412: ['stale-version'],
};

/** Of how far back an activation reaches. */
export const ofReach: Refusals = { 422: ['reach-date-not-fitting', 'reach-date-past'] };
