import { describe, expect, it } from '@jest/globals';
import { measureDefinitions } from './measure-definitions.measures.js';

describe.each(measureDefinitions.map((definition) => [definition.id, definition] as const))('%s', (id, definition) => {
  const of = definition.of as (given: unknown) => unknown;

  it('works its own example as everything works it that shows it', () => {
    expect(of(definition.example.given)).toEqual(definition.example.found);
  });

  it('says what it is, in one name and whole sentences', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(definition.title).toMatch(/^[A-Z][a-z ]+$/);
    expect(definition.sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('has an id of its own', () => {
    expect(measureDefinitions.filter((other) => other.id === id)).toHaveLength(1);
  });
});
