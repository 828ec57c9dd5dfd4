import { Code, Text } from '@kept-informed/fields';
import { type Characteristics, ethnicities } from '@kept-informed/people';

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

  @words('Disability')
  disability?: string;

  @words('Sex')
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
