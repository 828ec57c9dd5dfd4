import { fixedClock } from '@kept-informed/calendar';
import { FollowUpStreams } from '@kept-informed/follow-up';
import {
  assessed,
  assigned,
  caseOpened,
  closed,
  contact,
  joined,
  milestone,
  reopened,
} from '../../../test/support/facts.js';
import { rulebook } from '../../../test/support/given.js';
import type { FactStore } from './index.js';

/** A few cases from their first day on: told, missed, raised, met, closed, opened again. */
export async function live(store: FactStore): Promise<void> {
  const clock = fixedClock('2026-03-02T09:00:00.000Z');
  const streams = new FollowUpStreams(store, () => rulebook, clock);
  const asked = { by: 'pc-1', requestId: 'spec' };
  const cases = ['c1', 'c2', 'c3'];
  const at = '2026-03-02T08:00:00.000Z';
  for (const id of cases)
    await streams.begin(
      id,
      () => [
        {
          ...caseOpened(at).fact,
          data: { caseId: id, kind: 'crime', reference: `CR/${id}/26`, area: { bcu: 'South' } },
        },
        joined(`victim-of-${id}`, at).fact,
        assigned('pc-1', at).fact,
      ],
      asked,
    );
  const change = (id: string, told: { fact: ReturnType<typeof joined>['fact']; recorded: string }) => {
    clock.set(told.recorded);
    return streams.change(id, () => [told.fact], asked);
  };
  await change('c1', contact('victim-of-c1', '2026-03-02T10:00:00.000Z'));
  await change('c2', assessed('victim-of-c2', 'enhanced', '2026-03-03T10:00:00.000Z'));
  await change('c2', milestone('suspect-arrested', '2026-03-04T10:00:00.000Z', 'suspect-1'));
  await change('c3', assigned('pc-2', '2026-03-05T10:00:00.000Z'));
  clock.set('2026-04-20T09:00:00.000Z');
  await streams.check(cases, asked);
  await change('c1', contact('victim-of-c1', '2026-04-21T09:00:00.000Z'));
  await change('c1', closed('2026-04-22T09:00:00.000Z'));
  await change('c1', reopened('2026-04-23T09:00:00.000Z'));
  clock.set('2026-06-01T09:00:00.000Z');
  await streams.check(cases, asked);
}
