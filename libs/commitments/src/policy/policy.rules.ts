import type { LocalTime } from '@kept-informed/calendar';
import { isStatutory, unknownEditions, type Commitment } from '../commitment/commitment.rules.js';
import type { CounterRule } from '../commitment/counter-rule.rules.js';
import { knownTriggers } from '../commitment/triggers.rules.js';
import { latestTerms, standingTerms, type LadderStep, type Terms } from '../commitment/terms.rules.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import type { FieldProblem } from '@kept-informed/decisions';
import type { RetentionPolicy } from '@kept-informed/directory';
import type { DraftWarning } from './holidays.rules.js';
import { problemsOfPromise } from '../commitment/promise.rules.js';
import { problemsOfOwn } from './own-commitment.rules.js';

/** What a force goes by, whole: nothing is taken over from the version before. */
export interface PolicyContent {
  /** Editions that the force holds itself to. */
  readonly adopts: readonly string[];
  readonly dayKinds: Terms['dayKinds'];
  readonly anchors: Terms['anchors'];
  /** Limits that the force sets itself where none is printed. */
  readonly targets: Terms['targets'];
  readonly ladder: readonly LadderStep[];
  readonly lateAfterHours: number;
  /** On how many dates somebody is not reached before their owner’s supervisor is told. */
  readonly concernAfterAttempts: number;
  /** Groups of offences of which a victim has the enhanced limit until somebody is assessed. */
  readonly enhancedUnassessed: readonly string[];
  /** By edition: up to which of the bands of age at the offence a victim has it until then. */
  readonly enhancedAges: Terms['enhancedAges'];
  /** What may be said at the counter, and why. */
  readonly counter: CounterRule;
  /** How long what is not a fact is kept. */
  readonly retention: RetentionPolicy;
  /** Promises of the force's own, each of an edition of its own. */
  readonly commitments: readonly Commitment[];
}

/** What terms say beside the holidays, as a policy that could be drafted. */
export function policyOf({ adopted, ladder, lateAfterHours, concernAfterAttempts, ...terms }: Terms): PolicyContent {
  const { dayKinds, anchors, targets, enhancedUnassessed, enhancedAges, counter, retention } = terms;
  const counted = { dayKinds, anchors, targets, enhancedUnassessed, enhancedAges, counter };
  const told = { ladder, lateAfterHours, concernAfterAttempts, retention };
  return { adopts: [...adopted], ...counted, ...told, commitments: [] };
}

/**
 * Whether a policy can make something owed that never was: it holds the force to an edition that does not hold for all that
 * is open.
 */
export function adoptsMore(before: Rulebook, after: Rulebook): boolean {
  const { adopted } = latestTerms(after);
  return standingTerms(before).some((terms) => [...adopted].some((edition) => !terms.adopted.has(edition)));
}

/** The promises that a policy is about: the catalogue, and those that it brings along. */
export function withOwn(catalogue: readonly Commitment[], { commitments }: PolicyContent): readonly Commitment[] {
  const known = new Set(catalogue.map(({ id }) => id));
  return [...catalogue, ...commitments.filter(({ id }) => !known.has(id))];
}

/** Everything about a policy that cannot be; none: it can be drafted. The catalogue has what was ever activated. */
export function problemsOfPolicy(
  policy: PolicyContent,
  catalogue: readonly Commitment[],
  productEditions: ReadonlySet<string>,
): FieldProblem[] {
  const whole = withOwn(catalogue, policy);
  return [
    ...problemsOfOwn(policy.commitments, catalogue, productEditions),
    ...ofEditions(policy, whole),
    ...ofDayKinds(policy, whole),
    ...ofAnchors(policy, whole),
    ...ofTargets(policy, whole),
    ...ofAges(policy, whole),
    ...ofLadder(policy.ladder),
  ];
}

function ofEditions({ adopts, commitments }: PolicyContent, whole: readonly Commitment[]): FieldProblem[] {
  const unknown = new Set(unknownEditions(whole, adopts));
  return [
    ...adopts.flatMap((edition, index) => [
      ...(unknown.has(edition) ? [{ field: `/adopts/${index}`, detail: `There is no edition ${edition}.` }] : []),
      ...(adopts.indexOf(edition) < index ? [{ field: `/adopts/${index}`, detail: 'It is there twice.' }] : []),
    ]),
    ...commitments.flatMap(({ editions }, index) =>
      editions.some((edition) => adopts.includes(edition))
        ? []
        : [{ field: `/commitments/${index}/edition`, detail: 'The policy does not adopt this edition of its own.' }],
    ),
  ];
}

/** The kind of day is open only where no law says it and the limit is a number of days. */
function ofDayKinds({ dayKinds }: PolicyContent, whole: readonly Commitment[]): FieldProblem[] {
  return Object.keys(dayKinds).flatMap((id) => {
    const field = `/dayKinds/${id}`;
    const commitment = whole.find((one) => one.id === id);
    if (!commitment) return [{ field, detail: 'There is no such commitment.' }];
    const { limit, unit, recurs, editions } = commitment;
    if (recurs !== 'no' || unit === 'elapsed' || !limit?.endsWith('D'))
      return [{ field, detail: 'Its limit is not a number of days.' }];
    return editions.some(isStatutory) ? [{ field, detail: 'The law says which days count for it.' }] : [];
  });
}

function ofAnchors({ anchors }: PolicyContent, whole: readonly Commitment[]): FieldProblem[] {
  return Object.keys(anchors).flatMap((id) => {
    const field = `/anchors/${id}`;
    const commitment = whole.find((one) => one.id === id);
    if (!commitment) return [{ field, detail: 'There is no such commitment.' }];
    return commitment.recurs === 'no' ? [{ field, detail: 'It does not recur, so nothing counts from anything.' }] : [];
  });
}

/** A target is the force's own where no limit is printed, and can be counted in its unit. */
function ofTargets({ targets }: PolicyContent, whole: readonly Commitment[]): FieldProblem[] {
  return Object.entries(targets).flatMap(([id, target]) => {
    const field = `/targets/${id}`;
    const commitment = whole.find((one) => one.id === id);
    if (!commitment) return [{ field, detail: 'There is no such commitment.' }];
    if (commitment.limit !== null) return [{ field, detail: 'A limit is printed for it.' }];
    return problemsOfPromise({ ...commitment, ...target }).map(({ detail }) => ({ field: `${field}/limit`, detail }));
  });
}

function ofAges({ enhancedAges }: PolicyContent, whole: readonly Commitment[]): FieldProblem[] {
  return unknownEditions(whole, Object.keys(enhancedAges)).map((edition) => ({
    field: `/enhancedAges/${edition}`,
    detail: 'There is no such edition.',
  }));
}

const timeShape = /^([01]\d|2[0-3]):[0-5]\d$/;
const isTime = (time: LocalTime | undefined): boolean => time === undefined || timeShape.test(time);

/** Each rung has a name of its own, and what is missed is told when it is. */
function ofLadder(ladder: readonly LadderStep[]): FieldProblem[] {
  const names = ladder.map(({ rung }) => rung);
  const problems = ladder.flatMap(({ rung, days, time }, index) => {
    const at = `/ladder/${index}`;
    return [
      ...(names.indexOf(rung) < index ? [{ field: `${at}/rung`, detail: 'Another rung has this name.' }] : []),
      ...(isTime(time) ? [] : [{ field: `${at}/time`, detail: 'Expected a time of day, like 09:00.' }]),
      ...(time !== undefined && days >= 0
        ? [{ field: `${at}/time`, detail: 'Only a rung before the due date has a time of day.' }]
        : []),
      ...(rung === 'missed' && days !== 0 ? [{ field: `${at}/days`, detail: 'Missed is at the due time: 0.' }] : []),
      ...(rung !== 'missed' && days === 0
        ? [{ field: `${at}/days`, detail: 'At the due time there is only missed.' }]
        : []),
    ];
  });
  const missed = names.includes('missed')
    ? []
    : [{ field: '/ladder', detail: 'The rung missed, at 0 days, must stay.' }];
  return [...problems, ...missed];
}

/** What is odd about a policy and does not stand in its way. */
export function warningsOfPolicy({ commitments }: PolicyContent, catalogue: readonly Commitment[]): DraftWarning[] {
  const known = knownTriggers(catalogue);
  return commitments.flatMap(({ id, triggers }) =>
    triggers
      .filter((trigger) => !known.has(trigger))
      .map((trigger) => ({
        code: 'new-trigger',
        detail: `${id} waits for ${trigger}, which nothing else does. Check how it is written.`,
      })),
  );
}
