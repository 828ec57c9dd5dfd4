import { IntField, ListOf, rules, Text } from '@kept-informed/fields';

export const searchedIn = ['people', 'references'] as const;

/** What somebody looks for. */
export class SearchRequest {
  @Text({
    max: 200,
    description:
      'Names in any order, a telephone number in any spelling or its last six digits, an e-mail, a post code, a date of ' +
      'birth, or any part of a reference from three characters on. Typing mistakes are forgiven.',
    example: 'Ann Smyth 28/02/1990',
  })
  q: string;

  @ListOf(rules.code(searchedIn), { optional: true, min: 1, max: 2, description: 'Both, if left out.' })
  in?: (typeof searchedIn)[number][];

  @IntField({ min: 1, max: 50, optional: true, description: '10, if left out.' })
  limit?: number;
}
