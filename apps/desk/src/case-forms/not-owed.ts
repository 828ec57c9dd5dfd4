import type { Rulebook } from '@kept-informed/commitments';
import type { ToldObligation } from '@kept-informed/case-work';
import type { NotOwed } from '@kept-informed/follow-up';
import { sentence } from '../cases/words.js';
import type { LinesUnder } from '../frame/form-page.js';
import { becomesOwed, type FormScene } from './case-form.js';

const because: Readonly<Record<NotOwed['because'], string>> = {
  'no-promise': 'no promise is about it',
  'not-adopted': 'this force does not hold itself to it',
  'edition-not-in-force': 'it was not in force then',
  'nobody-in-role': 'nobody whom it concerns is promised it',
  'no-contact-named': 'the business has named nobody to be told',
  'no-reply-requested': 'they asked for no reply',
  'participant-died': 'whoever it would be owed to had died',
  'case-ended': 'the case had ended',
  'not-wanted': 'they did not want to be told',
  'runs-already': 'it runs already',
};

/** What became owed, and by which promises nothing did and why, for a form to tell before. */
export const owedAndNot = (
  { obligations, notOwed }: { readonly obligations: readonly ToldObligation[]; readonly notOwed: readonly NotOwed[] },
  scene: FormScene,
): LinesUnder[] => [
  ...becomesOwed({ obligations }, scene),
  ...under(
    'It makes nothing owed by:',
    notOwed.map((one) => notOwedInWords(one, scene.book)),
  ),
];

export const under = (title: string, lines: readonly string[]): LinesUnder[] =>
  lines.length > 0 ? [{ title, lines }] : [];

function notOwedInWords({ commitment, because: why }: NotOwed, { catalogue }: Rulebook): string {
  const title = catalogue.find(({ id }) => id === commitment)?.title;
  return title === undefined ? sentence(because[why]) : `“${title}”: ${because[why]}`;
}
