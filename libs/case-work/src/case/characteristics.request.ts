import { Code, Text } from '@kept-informed/fields';
import { type Characteristics, disabilities, ethnicities, sexes } from '@kept-informed/people';

const words = (what: string) =>
  Text({
    max: 100,
    optional: true,
    description: `${what}, in their words; \`refused\`: they were asked and did not say.`,
  });

/** What the law protects, as people say it of themselves. What is left out was not asked. */
export class CharacteristicsRequest implements Characteristics {
  @Code(ethnicities, {
    optional: true,
    description: 'By the codes of self-defined ethnicity (18+1); `refused`: they were asked and did not say.',
  })
  ethnicity?: string;

  @Code(disabilities, {
    optional: true,
    description: 'Whether they say that they are disabled; `refused`: they were asked and did not say.',
  })
  disability?: string;

  @Code(sexes, { optional: true, description: 'As they say it; `refused`: they were asked and did not say.' })
  sex?: string;

  @words('Gender reassignment')
  genderReassignment?: string;

  @words('Religion or belief')
  religion?: string;

  @words('Sexual orientation')
  sexualOrientation?: string;

  @words('Marriage or civil partnership')
  partnership?: string;

  @words('Pregnancy or maternity')
  pregnancy?: string;
}
