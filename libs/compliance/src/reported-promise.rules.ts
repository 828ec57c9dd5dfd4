import { dischargeText, type ResponsibleBody, type Rulebook } from '@kept-informed/commitments';

/** What a report knows of a promise: under whom and by which standard it is counted, and whether it recurs. */
export interface ReportedPromise {
  readonly commitment: string;
  readonly standard: string | null;
  /** Whom it binds: `force`, or `force-or-cps` where it is whichever of them. */
  readonly body: string;
  readonly periodic: boolean;
  /** It binds bodies alone that do not record here: what they did is not known. */
  readonly elsewhere: boolean;
  /** Its source prints no limit: a due date is the force's own target. */
  readonly unlimited: boolean;
  /** Its periods count from fixed points, now or under earlier terms. */
  readonly scheduled: boolean;
  readonly triggers: readonly string[];
  /** What meets it, as the catalogue says it: `update`, `referral`, `vps-offer`. */
  readonly metBy: readonly string[];
}

/**
 * Every promise that can be owed, as reports know it. The force records here, and the bodies that teams of it act for
 * (rules.md, Other bodies).
 */
export function reportedPromises(
  { catalogue, terms }: Pick<Rulebook, 'catalogue' | 'terms'>,
  actsFor: ReadonlySet<ResponsibleBody>,
): ReportedPromise[] {
  return catalogue.map(({ id, standard, bodies, recurs, limit, triggers, dischargedBy }) => ({
    commitment: id,
    standard,
    body: bodies.join('-or-'),
    periodic: recurs !== 'no',
    elsewhere: bodies.every((body) => body !== 'force' && !actsFor.has(body)),
    unlimited: limit === null,
    scheduled: recurs === 'schedule' || terms.some(({ anchors }) => anchors[id] === 'schedule'),
    triggers,
    metBy: dischargedBy.map(dischargeText),
  }));
}

/** Whether it binds the force itself. */
export const isOfTheForce = ({ body }: Pick<ReportedPromise, 'body'>): boolean => body.startsWith('force');

/** SQL: whether what is counted under a body is the force's own. */
export const bindsTheForce = `body like 'force%'`;
