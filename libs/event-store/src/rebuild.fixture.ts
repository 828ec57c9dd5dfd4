import { fixedClock } from '@kept-informed/calendar';
import { FollowUpStreams, breakGlass, decideDispute, restrictCase } from '@kept-informed/follow-up';
import {
  assessed,
  assigned,
  caseOpened,
  closed,
  contact,
  joined,
  milestone,
  planned,
  putRight,
  recordedAt,
  reopened,
  type PastFact,
} from '../../../test/support/facts.js';
import {
  carriedFrom,
  paused,
  resumed,
  corrected,
  struckOut,
  allowedUnsafe,
  linked,
  milestoneVoided,
  mergedInto,
  on,
  optedOut,
} from '../../../test/support/rulings.js';
import { rulebook } from '../../../test/support/given.js';
import type { FactStore } from './fact-store.js';

/** A few cases from their first day on: told, missed, disputed, raised, met, closed, opened again. */
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
  const change = (id: string, told: PastFact) => {
    clock.set(told.recorded);
    return streams.change(id, () => [told.fact], asked);
  };
  await change('c1', contact('victim-of-c1', '2026-03-02T10:00:00.000Z'));
  await change('c2', assessed('victim-of-c2', 'enhanced', '2026-03-03T10:00:00.000Z'));
  await change('c2', milestone('suspect-arrested', '2026-03-04T10:00:00.000Z', 'suspect-1'));
  await change('c3', assigned('pc-2', '2026-03-05T10:00:00.000Z'));
  clock.set('2026-04-20T09:00:00.000Z');
  await streams.check(cases, asked);
  await change(
    'c2',
    milestoneVoided('suspect-arrested-suspect-1-2026-03-04T10:00:00.000Z', '2026-04-20T10:00:00.000Z'),
  );
  await change('c1', contact('victim-of-c1', '2026-04-21T09:00:00.000Z'));
  await change('c1', closed('2026-04-22T09:00:00.000Z'));
  await change('c1', reopened('2026-04-23T09:00:00.000Z'));
  clock.set('2026-06-01T09:00:00.000Z');
  await streams.check(cases, asked);
  await streams.change(
    'c2',
    (state, now) =>
      [...state.disputes.raised.keys()].flatMap((disputeId) =>
        decideDispute(state, { disputeId, confirmed: true, by: 'sgt-1' }, now),
      ),
    asked,
  );
  const all = async (id: string, ...told: PastFact[]) => {
    for (const one of told) await change(id, one);
  };
  const victim = 'victim-of-c1';
  const update = on('QOS-UPDATE', victim, 'c1');
  await all(
    'c1',
    planned(victim, 'P14D', '2026-06-02T09:00:00.000Z', '2026-06-03'),
    paused(update, '2026-06-05T09:00:00.000Z', 'no-update-wanted'),
    resumed('paused-2026-06-05T09:00:00.000Z', '2026-06-08T09:00:00.000Z'),
    optedOut(victim, 'periodic', '2026-06-09T09:00:00.000Z'),
    contact(victim, '2026-06-10T09:00:00.000Z', { contactId: 'wrong' }),
    struckOut('wrong', '2026-06-11T09:00:00.000Z'),
    contact(victim, '2026-06-12T09:00:00.000Z', { contactId: 'otherwise' }),
    corrected('otherwise', victim, '2026-06-12T09:00:00.000Z', '2026-06-13T09:00:00.000Z', { outcome: 'no-answer' }),
    assessed(victim, 'enhanced', '2026-06-14T09:00:00.000Z'),
    linked('c3', '2026-06-15T09:00:00.000Z'),
    allowedUnsafe(victim, '2026-06-15T10:00:00.000Z', '2026-06-16T10:00:00.000Z'),
  );
  // What the first case has of its victim is carried to the third, as a merger does.
  const recorded = '2026-06-16T09:00:00.000Z';
  const carried = (told: PastFact) => recordedAt(carriedFrom('c1', told), recorded);
  await all(
    'c3',
    carried(joined(victim, at)),
    carried(planned(victim, 'P14D', '2026-06-02T09:00:00.000Z', '2026-06-03')),
    carried(contact(victim, '2026-06-12T09:00:00.000Z', { contactId: 'otherwise' })),
    carried(optedOut(victim, 'periodic', '2026-06-09T09:00:00.000Z')),
    carried(assessed(victim, 'enhanced', '2026-06-14T09:00:00.000Z')),
  );
  await all('c1', mergedInto('c3', '2026-06-17T09:00:00.000Z', { [victim]: victim }));
  clock.set('2026-06-17T10:00:00.000Z');
  const along = { with: [] };
  await streams.change('c2', ({ case: c2 }, now) => restrictCase(c2!, { staffIds: ['pc-1'], ...along }, now), asked);
  const looking = { staffId: 'pc-3', breakId: 'break-1', ...along };
  await streams.change('c2', ({ case: c2 }, now, book) => breakGlass(c2!, looking, book, now), asked);
  // What reference one case gives up another takes.
  await change('c2', putRight({ reference: 'CR/right/26' }, '2026-06-18T09:00:00.000Z'));
  const data = { caseId: 'c4', kind: 'crime', reference: 'CR/c2/26' } as const;
  await streams.begin('c4', () => [{ ...caseOpened('2026-06-18T09:00:00.000Z').fact, data }], asked);
}
