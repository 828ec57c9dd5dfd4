import type { Rulebook } from '@kept-informed/commitments';

/** What a report knows of a promise: under whom and by which standard it is counted, and whether it recurs. */
export interface ReportedPromise {
  readonly commitment: string;
  readonly standard: string | null;
  /** Whom it binds: `force`, or `force-or-cps` where it is whichever of them. */
  readonly body: string;
  readonly periodic: boolean;
  /** Its periods count from fixed points, now or under earlier terms. */
  readonly scheduled: boolean;
}

/** Every promise that can be owed, as reports know it. */
export function reportedPromises({ catalogue, terms }: Pick<Rulebook, 'catalogue' | 'terms'>): ReportedPromise[] {
  return catalogue.map(({ id, standard, bodies, recurs }) => ({
    commitment: id,
    standard,
    body: bodies.join('-or-'),
    periodic: recurs !== 'no',
    scheduled: recurs === 'schedule' || terms.some(({ anchors }) => anchors[id] === 'schedule'),
  }));
}

/** SQL: whether what is counted under a body is the force's own. */
export const bindsTheForce = `body like 'force%'`;
