import { randomUUID } from 'node:crypto';
import type { Clock, Instant, LocalDate } from '@kept-informed/calendar';
import { notFound, type NoteSeal, Refused, type Requester } from '@kept-informed/decisions';
import { ask, columns, type FactStore, type NewFactOf, type UnitOfWork } from '@kept-informed/event-store';
import type { Publications } from '@kept-informed/publications';
import type { DipSampleDrawn, DipSampleEvent, ReviewAnswers } from './dip-sample.events.js';
import { openSampled, reviewSample, sampleOf, type DipSample } from './dip-sample.state.js';

export interface DipSampleView {
  readonly dipSampleId: string;
  /** It was drawn of what fell due from this day to that. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly drawnAt: Instant;
  readonly drawnBy: string;
}

const found = columns<DipSampleView>('s', 'dipSampleId', 'drawnAt', 'drawnBy');
const view = `${found}, s.due_from as "from", s.due_to as "to"`;
const streamOf = (dipSampleId: string): string => `dip-sample-${dipSampleId}`;

/** Who looks through one sample with others does not come first each time; what they judge is judged anew then. */
const attempts = 5;

/** Samples that people look through, a stream each, with what they judged (docs/decisions/0034). */
export class DipSamples {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: FactStore,
    private readonly clock: Clock,
    private readonly publications: Pick<Publications, 'freeze'>,
  ) {}

  /** A moment up to which everything that was being recorded is committed, so that the same is found of it for ever. */
  async moment(): Promise<Instant> {
    return (await this.publications.freeze()).knownAt;
  }

  /** Records what was drawn; answers its id. */
  keep(draw: Omit<DipSampleDrawn['data'], 'dipSampleId'>, { by, requestId }: Requester): Promise<DipSample> {
    const dipSampleId = randomUUID();
    const recorded = this.clock.now();
    const data = { dipSampleId, ...draw };
    const fact: NewFactOf<DipSampleDrawn> = { type: 'DipSampleDrawn', data, occurred: recorded };
    return this.work.run(async (manager) => {
      const listed =
        'insert into dip_samples (dip_sample_id, due_from, due_to, drawn_at, drawn_by) values ($1, $2, $3, $4, $5)';
      await ask(manager, listed, [dipSampleId, draw.from, draw.to, recorded, by]);
      const append = { stream: streamOf(dipSampleId), expected: 0, facts: [fact] };
      await this.store.append([append], { by, requestId, recorded });
      return this.find(dipSampleId);
    });
  }

  /** The newest first, from before a place. */
  list(before: Pick<DipSampleView, 'drawnAt' | 'dipSampleId'> | undefined, limit: number): Promise<DipSampleView[]> {
    const place = before ? 'where (s.drawn_at, s.dip_sample_id) < ($2::timestamptz, $3)' : '';
    return ask(
      this.work.manager,
      `select ${view} from dip_samples s ${place} order by s.drawn_at desc, s.dip_sample_id desc limit $1`,
      before ? [limit, before.drawnAt, before.dipSampleId] : [limit],
    );
  }

  /** Refused where there is none. */
  async find(dipSampleId: string): Promise<DipSample> {
    const stream = streamOf(dipSampleId);
    const sample = sampleOf((await this.store.load([stream])).get(stream) as readonly DipSampleEvent[]);
    if (!sample) throw notFound('not-found', 'There is no such sample.');
    return sample;
  }

  /** Records what somebody judged. Two who judge at the same moment are told apart by the stream. */
  review(
    dipSampleId: string,
    asked: { readonly obligationId: string; readonly answers: ReviewAnswers },
    requester: Requester,
  ): Promise<void> {
    const { by } = requester;
    return this.#record(dipSampleId, (sample, now) => reviewSample(sample, { ...asked, by }, now), requester);
  }

  /** Records that somebody is shown one of them, and the seal of why. */
  opened(
    dipSampleId: string,
    asked: NoteSeal & { readonly obligationId: string },
    requester: Requester,
  ): Promise<void> {
    return this.#record(dipSampleId, (sample, now) => openSampled(sample, asked, now), requester);
  }

  async #record(
    dipSampleId: string,
    decide: (sample: DipSample, now: Instant) => NewFactOf<DipSampleEvent>[],
    { by, requestId }: Requester,
  ): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const recorded = this.clock.now();
      const sample = await this.find(dipSampleId);
      const append = { stream: streamOf(dipSampleId), expected: sample.version, facts: decide(sample, recorded) };
      const result = (await this.store.append([append], { by, requestId, recorded })).get(append.stream)!;
      if (result.won) return;
    }
    throw new Refused({ code: 'busy', kind: 'busy', detail: 'Many record at the same moment. Try again.' });
  }
}
