import { type CounterRule, type Sayable, sayables } from '@kept-informed/commitments';
import { ListOf, rules, Text } from '@kept-informed/fields';

/** What may be said at the counter to whoever proved who they are, and why no more. */
export class CounterRuleRequest implements CounterRule {
  @ListOf(rules.code(sayables), { max: sayables.length, twice: 'must not be there twice' })
  maySay: Sayable[];

  @Text({ max: 300, description: 'Why: told with every answer of what may be said.' })
  because: string;
}
