import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { rulebook } from '../support/given.js';
import { examplesIn } from './reading.js';
import { outcomeOf, shownIn, type Outcome } from './shown.js';

const folder = new URL('../../docs/worked-examples/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const examples = pages.flatMap((name) => examplesIn(readFileSync(new URL(name, folder), 'utf8')));

describe('the worked examples of docs/worked-examples', () => {
  it.each(examples.map((one) => [one.number, one.given.join('; '), one] as const))(
    'example %s: given %s, then this is owed',
    (_number, _given, example) => {
      expect(shownIn(outcomeOf(example)).toSorted()).toEqual(
        (example.owed[0] === 'nothing' ? [] : example.owed).toSorted(),
      );
    },
  );
});

const second = 1000;

/** How long after a due time, in milliseconds, it was met or asked about; below zero: before. */
function besides({ example, obligations }: Outcome, commitment: string): number[] {
  return obligations.flatMap(({ commitment: id, due: { dueAt }, outcome }) =>
    id === commitment && dueAt !== null
      ? [example.on, ...(outcome ? [outcome.at] : [])].map((at) => Date.parse(at) - Date.parse(dueAt))
      : [],
  );
}

describe('the examples cover the catalogue', () => {
  const outcomes = examples.map(outcomeOf);
  const about = (id: string) => outcomes.filter(({ obligations }) => obligations.some((one) => one.commitment === id));

  it('given all pages, then there are at least 150, each with a number of its own and a reason', () => {
    expect(examples.length).toBeGreaterThanOrEqual(150);
    expect(new Set(examples.map(({ number }) => number)).size).toBe(examples.length);
    expect(examples.filter(({ why }) => why === '')).toEqual([]);
  });

  it.each(rulebook.catalogue.map(({ id }) => id))('given %s, then at least two examples are about it', (id) => {
    expect(about(id).length).toBeGreaterThanOrEqual(2);
  });

  it.each(rulebook.catalogue.filter(({ limit }) => limit !== null).map(({ id }) => id))(
    'given %s, then one shows the last second of its limit, and one the first that is too late',
    (id) => {
      const times = about(id).flatMap((outcome) => besides(outcome, id));
      expect(times.some((ms) => ms >= -second && ms < 0)).toBe(true);
      expect(times).toContain(0);
    },
  );

  it.each(
    rulebook.catalogue
      .filter(({ limit, enhancedLimit }) => enhancedLimit !== null && enhancedLimit !== limit)
      .map(({ id, enhancedLimit }) => [id, enhancedLimit] as const),
  )('given %s, then one shows its enhanced limit of %s', (id, limit) => {
    const shown = outcomes.flatMap(({ facts }) => facts).filter(({ type }) => type === 'ObligationArose');
    const limits = shown.map(({ data }) => data as { commitment: string; limit: string });
    expect(limits.some((one) => one.commitment === id && one.limit === limit)).toBe(true);
  });

  it('given all pages, then they show every status', () => {
    const statuses = ['open', 'paused', 'met', 'met late', 'missed', 'missed for good', 'waived', 'excused', 'voided'];
    const shown = new Set(examples.flatMap(({ owed }) => owed.map((line) => line.split(': ').at(-1))));
    for (const status of [...statuses, 'superseded', 'met, recorded late']) expect(shown).toContain(status);
  });
});
