import type { Commitment } from '@kept-informed/commitments';

/** What a report knows of the promises: by which standard and under whom each is counted. */
export type ReportedPromise = Pick<Commitment, 'id' | 'bodies' | 'standard' | 'limit' | 'recurs'>;

/** Whom a promise binds, as a group of a report: `force`, or `force-or-cps` where it is whichever of them. */
export const bodyOf = ({ bodies }: Pick<ReportedPromise, 'bodies'>): string => bodies.join('-or-');

/** Whether an own duty of the force is among what is counted under a body, as SQL for a column. */
export const bindsTheForce = (body: string): string => `${body} like 'force%'`;
