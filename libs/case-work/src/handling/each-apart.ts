import { Injectable } from '@nestjs/common';
import { Refused } from '@kept-informed/decisions';
import { UnitOfWork } from '@kept-informed/event-store';

/** What became of one of many: it was done, or refused by itself. */
export type Outcome<Done> = { readonly done: Done } | { readonly refused: Refused };

/** Does many at once as so many decisions: what one is refused for undoes none of the others. */
@Injectable()
export class EachApart {
  constructor(private readonly work: UnitOfWork) {}

  /** In order, one after the other: two may be about the same case. Whatever is not a refusal ends all of it. */
  async of<Item, Done>(items: readonly Item[], act: (item: Item) => Promise<Done>): Promise<Outcome<Done>[]> {
    const outcomes: Outcome<Done>[] = [];
    for (const [index, item] of items.entries()) {
      try {
        outcomes.push({ done: await this.work.apart(() => act(item)) });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        outcomes.push({ refused: within(`/items/${index}`, error) });
      }
    }
    return outcomes;
  }
}

/** What a field of one item is refused for, told of the whole request. */
function within(part: string, { refusal }: Refused): Refused {
  const { field, problems } = refusal;
  return new Refused({
    ...refusal,
    ...(field !== undefined && { field: `${part}${field}` }),
    ...(problems && { problems: problems.map((one) => ({ ...one, field: `${part}${one.field}` })) }),
  });
}
