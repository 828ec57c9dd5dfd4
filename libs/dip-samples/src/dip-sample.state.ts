import type { Instant } from '@kept-informed/calendar';
import { conflict, notFound, type NoteSeal } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import { agreementOf, type Agreement } from '@kept-informed/statistics';
import {
  reviewQuestions,
  type DipSampleDrawn,
  type DipSampleEvent,
  type DipSampleOpened,
  type DipSampleReviewed,
  type DrawnObligation,
  type ReviewAnswers,
  type ReviewQuestion,
} from './dip-sample.events.js';

/** A sample as its stream tells of it. */
export interface DipSample {
  readonly version: number;
  readonly drawnBy: string;
  readonly drawnAt: Instant;
  readonly position: string;
  readonly draw: DipSampleDrawn['data'];
  /** By obligation, in the order in which they came; two at most. */
  readonly reviews: ReadonlyMap<string, readonly { readonly by: string; readonly answers: ReviewAnswers }[]>;
}

/** An obligation that was drawn, as one reviewer is shown it. */
export interface SampledObligation extends DrawnObligation {
  readonly reviews: number;
  /** What they said themselves; null: nothing yet. */
  readonly own: ReviewAnswers | null;
  /** What both said; none before both did. */
  readonly answers: readonly ReviewAnswers[];
}

/** What one reviewer is shown of a sample. */
export interface ShownSample {
  readonly items: readonly SampledObligation[];
  /** By question, of what two have reviewed; null: of nothing yet. */
  readonly agreement: Readonly<Record<ReviewQuestion, Agreement>> | null;
  /** Beside the automatic measure: of what two have reviewed, how many said in time, or not, as it does. */
  readonly beside: { readonly judged: number; readonly same: number };
}

const enough = 2;

export function sampleOf(facts: readonly DipSampleEvent[]): DipSample | undefined {
  const [first, ...rest] = facts;
  if (first?.type !== 'DipSampleDrawn') return undefined;
  const reviews = new Map<string, { by: string; answers: ReviewAnswers }[]>();
  for (const { type, data, by } of rest)
    if (type === 'DipSampleReviewed')
      reviews.set(data.obligationId, [...(reviews.get(data.obligationId) ?? []), { by, answers: data.answers }]);
  const { by: drawnBy, recorded: drawnAt, position, data: draw } = first;
  return { version: facts.length, drawnBy, drawnAt, position, draw, reviews };
}

/** Somebody is shown one obligation with whom it is owed to; the seal is of why. Refused for what was not drawn. */
export function openSampled(
  { draw }: DipSample,
  { obligationId, ...seal }: NoteSeal & { readonly obligationId: string },
  now: Instant,
): NewFactOf<DipSampleOpened>[] {
  const { dipSampleId } = requireDrawn(draw, obligationId);
  return [{ type: 'DipSampleOpened', data: { dipSampleId, obligationId, ...seal }, occurred: now }];
}

function requireDrawn(draw: DipSample['draw'], obligationId: string): DipSample['draw'] {
  if (draw.drawn.some((one) => one.obligationId === obligationId)) return draw;
  throw notFound('unknown-obligation', 'It is not in this sample.');
}

/** Somebody judges one obligation. Refused for what was not drawn, what they judged, and what two have judged. */
export function reviewSample(
  { draw, reviews }: DipSample,
  {
    obligationId,
    answers,
    by,
  }: { readonly obligationId: string; readonly answers: ReviewAnswers; readonly by: string },
  now: Instant,
): NewFactOf<DipSampleReviewed>[] {
  const { dipSampleId } = requireDrawn(draw, obligationId);
  const there = reviews.get(obligationId) ?? [];
  if (there.some((one) => one.by === by)) throw conflict('already-reviewed', 'You have reviewed it.');
  if (there.length >= enough) throw conflict('already-reviewed', 'Two have reviewed it.');
  return [{ type: 'DipSampleReviewed', data: { dipSampleId, obligationId, answers }, occurred: now }];
}

/** Blind: what somebody else said is shown once two have said it. */
export function shownTo({ draw, reviews }: DipSample, viewer: string): ShownSample {
  const items = draw.drawn.map((one) => {
    const there = reviews.get(one.obligationId) ?? [];
    const own = there.find(({ by }) => by === viewer)?.answers ?? null;
    return {
      ...one,
      reviews: there.length,
      own,
      answers: there.length < enough ? [] : there.map(({ answers }) => answers),
    };
  });
  const both = items.filter(({ answers }) => answers.length === enough);
  const pairs = (question: ReviewQuestion) =>
    both.map(({ answers: [one, other] }) => [one![question], other![question]] as const);
  const said = both.flatMap(({ status, answers }) =>
    answers.flatMap(({ inTime }) => (inTime === 'cannot-tell' ? [] : [(inTime === 'yes') === (status === 'met')])),
  );
  return {
    items,
    agreement:
      both.length === 0
        ? null
        : (Object.fromEntries(reviewQuestions.map((question) => [question, agreementOf(pairs(question))!])) as Record<
            ReviewQuestion,
            Agreement
          >),
    beside: { judged: said.length, same: said.filter(Boolean).length },
  };
}
