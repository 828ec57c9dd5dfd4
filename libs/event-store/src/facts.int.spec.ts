import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/waiting.js';
import { fact, recording, trial, type Trial } from './event-store.fixture.js';
import type { Upcasts } from './facts.js';
import { FactStore, start, UnitOfWork } from './index.js';

/** Yesterday a place was a line of text; then it got a kind; today it is split. */
const upcasts: Upcasts = {
  Moved: [
    ({ place }: { place: string }) => ({ place, kind: 'office' }),
    ({ place, kind }: { place: string; kind: string }) => ({ kind, town: place.split(', ')[1] }),
  ],
};

let at: Trial;
let yesterday: FactStore;
let since: FactStore;
let today: FactStore;

beforeAll(async () => {
  at = await trial();
  const work = new UnitOfWork(await at.open());
  yesterday = new FactStore(work);
  since = new FactStore(work, [], { Moved: upcasts['Moved']!.slice(0, 1) });
  today = new FactStore(work, [], upcasts);
});
afterAll(() => at.close());

describe('a fact that was recorded in an older shape', () => {
  it('is read in today’s, by every way of reading, and stays as it was recorded', async () => {
    const put = (store: FactStore, expected: number, data: object) =>
      store.append([{ stream: 's', expected, facts: [fact('Moved', data)] }], recording);
    await put(yesterday, 0, { place: 'Hall, Kendal' });
    await put(since, 1, { place: 'Hall, Penrith', kind: 'shop' });
    await put(today, 2, { kind: 'shop', town: 'Carlisle' });

    const shapes = [
      { kind: 'office', town: 'Kendal' },
      { kind: 'shop', town: 'Penrith' },
      { kind: 'shop', town: 'Carlisle' },
    ];
    const loaded = (await today.load(['s'])).get('s')!;
    expect(loaded.map(({ data }) => data)).toEqual(shapes);
    expect((await today.readInOrder('0', 10)).map(({ data }) => data)).toEqual(shapes);
    // Held back for as long as anybody on the shared server has an older transaction under way.
    const { facts } = await until(
      () => today.readAfter(start, 10),
      (page) => page.facts.length === 3,
    );
    expect(facts).toEqual(loaded);
    expect(await at.owner.query('select type_version, data from facts order by version')).toEqual([
      { type_version: 1, data: { place: 'Hall, Kendal' } },
      { type_version: 2, data: { place: 'Hall, Penrith', kind: 'shop' } },
      { type_version: 3, data: shapes[2] },
    ]);
  });
});
