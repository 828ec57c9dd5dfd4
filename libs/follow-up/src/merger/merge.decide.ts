import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, refuse, type NoteSeal, type Provenance } from '@kept-informed/decisions';
import type { CaseAbsorbed, CaseLinked, CaseMerged, LinkKind, RiskMarked } from '../case/case.events.js';
import { isClosed, type Case } from '../case/case.state.js';
import { requireSeenAlike } from '../case/restricted.rules.js';
import type { Disputes } from '../dispute/dispute.state.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { RulingEvent } from '../ruling/ruling.events.js';
import { joinedWhere } from '../owing/applicable-commitments.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { carriedDisputes } from './carried-disputes.decide.js';
import { carriedRulings } from './carried-rulings.decide.js';
import { higherEntitlement, isDeadThere, withoutLife, youngerAge } from './higher-entitlement.decide.js';
import { keptIn, runningIn } from './kept-duties.decide.js';
import { endedWishes, shorterPlan } from './latest-wishes.decide.js';
import { whatItWas } from './brought-history.decide.js';
import { checkSame, sameThings, suspectPlaces, type SameThings } from './places.decide.js';

/** What to do with two cases that are one matter. */
export interface NewMerger extends NoteSeal, SameThings {
  /** The case in which the matter is followed up from now on. */
  readonly into: string;
}

/** The case that is merged: what was recorded of it, and what it owes. */
export interface MergedCase extends OwingCase {
  readonly facts: readonly FollowUpEvent[];
  readonly disputes: Disputes;
}

/** When cases are merged, and what the force goes by then. */
export interface MergerTime {
  readonly now: Instant;
  readonly book: Rulebook;
}

/** A case and what it owes. */
export interface OwingCase {
  readonly case: CaseHistory;
  readonly obligations: ReadonlyMap<string, Obligation>;
}

/** What each of two cases records when the one is merged into the other. */
export interface MergerFacts {
  readonly from: readonly NewFactOf<CaseMerged | CaseLinked>[];
  readonly into: readonly NewFactOf<CaseAbsorbed | CaseLinked | RulingEvent | CarriedEvent | RiskMarked>[];
}

/** Which facts of a case go with it: what people recorded of participants, and not how the case itself was handled. */
const carriedTypes = [
  'ParticipantAdded',
  'AuthorityEnded',
  'ParticipantDied',
  'ParticipantDetailsCorrected',
  'EntitlementAssessed',
  'ContactPlanAgreed',
  'MilestoneReached',
  'MilestoneVoided',
  'ContactMade',
  'ContactAttempted',
  'ContactStruckOut',
  'ContactCorrected',
  'ContactSettled',
  'ReceiptCame',
  'MessageLeft',
  'FeedbackReceived',
  'ReplyRequested',
  'ReplyRequestWithdrawn',
  'OptedOut',
  'OptedBackIn',
  'OptOutVoided',
] as const satisfies readonly FollowUpEvent['type'][];

type CarriedEvent = Extract<FollowUpEvent, { readonly type: (typeof carriedTypes)[number] }>;

const carried: ReadonlySet<FollowUpEvent['type']> = new Set(carriedTypes);
const isCarried = (fact: FollowUpEvent): fact is CarriedEvent => carried.has(fact.type);

/**
 * One matter recorded as two cases is followed up as one. What the first owes is superseded; what was recorded of its
 * participants, and what was decided about their duties, is carried to the other, where it is owed, missed ones included.
 * Both must be open.
 */
export function mergeCases(
  { case: from, facts, obligations, disputes }: MergedCase,
  { case: into, obligations: owedThere }: OwingCase,
  asked: NewMerger,
  { now, book }: MergerTime,
): MergerFacts {
  if (from.caseId === into.caseId) throw refuse('same-case', '/into', 'A case cannot be merged into itself.');
  if (into.merged)
    throw conflict('merged-elsewhere', 'That case was merged into another one itself.', { caseId: into.merged.into });
  requireSeenAlike(from, into);
  if (isClosed(from) || isClosed(into)) throw conflict('already-closed', 'Both cases must be open to be merged.');
  checkSame(from, into, asked);
  const { participants, suspects = {}, milestones = {}, ...rest } = asked;
  const same = sameThings(from, into, milestones);
  const everybody = Object.fromEntries([...from.participants.keys()].map((id) => [id, participants[id] ?? id]));
  const duties = { from, into, obligations, owedThere, places: everybody, same };
  const single = keptIn(duties, book, now);
  const series = runningIn(duties, book, now);
  const { kept } = single;
  const { running } = series;
  const replaced = [...single.replaced, ...series.replaced];
  const gone = [...single.gone, ...series.gone];
  const rulings = carriedRulings(facts, {
    from: from.caseId,
    into: into.caseId,
    places: participants,
    staying: [...kept, ...running],
  });
  const joined = Object.fromEntries(
    [...from.participants.values()].map((one) => [everybody[one.participantId]!, joinedWhere({}, one, from)]),
  );
  const suspectThere = suspectPlaces(from, into, suspects);
  const told = facts.map((fact): CarriedFact => {
    const ruling = rulings.get(fact);
    const as = ruling ? [ruling] : carry(fact, { from, into, places: participants, suspectThere });
    return { version: fact.version, as, isInBrought: fact.type === 'BroughtDutiesCorrected' };
  });
  const disputed = carriedDisputes(disputes, obligations, { places: everybody, kept, running, told });
  const { zone } = book;
  const onBoth = Object.entries(participants).map(([id, place]) => ({ from, into, id, place, now, zone }));
  return {
    from: [
      {
        type: 'CaseMerged',
        data: { ...rest, participants: everybody, ...(gone.length > 0 && { replaced: gone }) },
        occurred: now,
      },
    ],
    into: [
      {
        type: 'CaseAbsorbed',
        data: {
          caseId: from.caseId,
          joined,
          kept,
          same,
          ...whatItWas(from, participants, everybody),
          running,
          plansRunOn: true,
          ...(disputed.length > 0 && { disputes: disputed }),
          ...(replaced.length > 0 && { replaced }),
        },
        occurred: now,
      },
      ...told.flatMap(({ as }) => as),
      ...onBoth.flatMap(higherEntitlement),
      ...onBoth.flatMap(youngerAge),
      ...higherRisk(from, into, now),
      ...onBoth.flatMap(endedWishes),
      ...onBoth.flatMap(shorterPlan),
    ],
  };
}

/** What is of high risk stays so. */
function higherRisk(from: Case, into: Case, now: Instant): NewFactOf<RiskMarked>[] {
  if (!from.highRisk || into.highRisk) return [];
  return [{ type: 'RiskMarked', data: { high: true, carriedFrom: from.caseId }, occurred: now }];
}

/** A fact of the one case, and as what the other has it. */
interface CarriedFact {
  readonly version: number;
  readonly isInBrought: boolean;
  readonly as: readonly NewFactOf<RulingEvent | CarriedEvent>[];
}

/** Who and which suspects of the one case are who and which of the other. */
interface CarryingScene {
  readonly from: Case;
  readonly into: CaseHistory;
  readonly places: Readonly<Record<string, string>>;
  readonly suspectThere: ReturnType<typeof suspectPlaces>;
}

function carry(
  fact: FollowUpEvent,
  { from: { caseId: carriedFrom }, into, places, suspectThere }: CarryingScene,
): NewFactOf<CarriedEvent>[] {
  if (!isCarried(fact)) return [];
  const isOfPerson = fact.type === 'ParticipantAdded' || fact.type === 'EntitlementAssessed';
  if (isOfPerson && places[fact.data.participantId]) return [];
  if (fact.type === 'ParticipantDied' && isDeadThere(fact.data, places, into)) return [];
  const { type, occurred, known } = fact;
  const { firstRecorded = fact.recorded, carriedFrom: before, origin = before } = fact.data as Provenance;
  const suspect = fact.type === 'MilestoneReached' ? suspectThere(fact.data.suspect) : undefined;
  const own = fact.type === 'ParticipantDetailsCorrected' ? withoutLife(fact.data, places, into) : fact.data;
  const provenance = { carriedFrom, ...(origin && { origin }), firstRecorded };
  const data = { ...placed(own, places), ...(suspect && { suspect }), ...provenance };
  return [{ type, data, occurred, ...(known && { known }) } as NewFactOf<CarriedEvent>];
}

/** Where facts name participants. */
interface NamingParticipants {
  readonly participantId?: string;
  readonly represents?: string;
  readonly requestedBy?: string;
  readonly participantIds?: readonly string[];
}

/** Ids of participants as the other case has them. */
function placed<Data extends object>(data: Data & NamingParticipants, places: Readonly<Record<string, string>>): Data {
  const place = (id: string): string => places[id] ?? id;
  const { participantId, represents, requestedBy, participantIds } = data;
  return {
    ...data,
    ...(participantId && { participantId: place(participantId) }),
    ...(represents && { represents: place(represents) }),
    ...(requestedBy && { requestedBy: place(requestedBy) }),
    ...(participantIds && { participantIds: [...new Set(participantIds.map(place))] }),
  };
}

/** Two cases have to do with each other. Each says so; nothing is owed because of it. */
export function linkCases(one: Case, other: Case, kind: LinkKind, now: Instant): MergerFacts {
  if (one.caseId === other.caseId) throw refuse('same-case', '/caseId', 'A case cannot be linked with itself.');
  if (one.links.some((link) => link.caseId === other.caseId && link.kind === kind))
    throw conflict('already-linked', 'They are linked in this way already.');
  const link = (caseId: string): NewFactOf<CaseLinked>[] => [
    { type: 'CaseLinked', data: { caseId, kind }, occurred: now },
  ];
  return { from: link(other.caseId), into: link(one.caseId) };
}
