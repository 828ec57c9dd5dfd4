import { type Commitment, isStatutory, recipients, type Recipient, sayables } from '@kept-informed/commitments';
import { optionsOf } from '../cases/options.js';
import type { FieldOption, FormField } from '../frame/form-field.js';
import { editionInWords, sayableWords } from './edition-words.js';

const dayWords = { calendar: 'All days', working: 'Working days' } as const;
const anchorWords = {
  'last-update': 'From the last update',
  schedule: 'From the beginning, whatever was told',
} as const;
const unitWords = { ...dayWords, elapsed: 'Hours' } as const;
const recipientWords: Readonly<Record<Recipient, string>> = {
  owner: 'Whoever deals with the case',
  supervisor: 'Their supervisor',
  inspector: 'The inspector',
  'performance-unit': 'The performance unit',
};

/** As many as a ladder on the page has at least, one of them empty. */
const fewestRungs = 6;

/** What a policy can choose for a promise: its source leaves it open. */
export const choosesDays = ({ recurs, unit, limit, editions }: Commitment): boolean =>
  recurs === 'no' && unit !== 'elapsed' && limit?.endsWith('D') === true && !editions.some(isStatutory);
export const choosesAnchor = ({ recurs }: Commitment): boolean => recurs !== 'no';
export const choosesTarget = ({ limit, recurs }: Commitment): boolean => limit === null && recurs === 'no';

/** What is asked of a policy that is to be drafted. */
export function policyFields(catalogue: readonly Commitment[], rungs: number): FormField[] {
  const editions = [...new Set(catalogue.flatMap((one) => one.editions))];
  return [
    {
      kind: 'boxes',
      name: 'adopts',
      label: 'Which editions does the force hold itself to?',
      options: editions.map((value) => ({ value, text: editionInWords(value) })),
      missing: 'Choose at least one edition',
    },
    ...Array.from({ length: Math.max(rungs + 1, fewestRungs) }, (_, index) => rungFields(index, index < rungs)),
    {
      kind: 'line',
      name: 'lateAfterHours',
      label: 'After how many hours does a contact that is recorded late need a reason?',
      missing: 'Say after how many hours',
    },
    {
      kind: 'line',
      name: 'concernAfterAttempts',
      label: 'After attempts on how many days is the supervisor told?',
      missing: 'Say after how many days',
    },
    folded('dayKinds', 'Which days count for a promise', catalogue.filter(choosesDays), (one) =>
      select('dayKinds', one, dayWords),
    ),
    folded('anchors', 'What regular updates count from', catalogue.filter(choosesAnchor), (one) =>
      select('anchors', one, anchorWords),
    ),
    folded('targets', 'The force’s own limits where none is printed', catalogue.filter(choosesTarget), targetFields),
    {
      kind: 'folded',
      name: 'counter',
      label: 'What may be said at the counter',
      fields: [
        {
          kind: 'boxes',
          name: 'counter-maySay',
          label: 'To somebody who proved who they are',
          options: optionsOf(sayables, sayableWords),
        },
        { kind: 'words', name: 'counter-because', label: 'Why no more', missing: 'Say why no more may be said' },
      ],
    },
  ];
}

function rungFields(index: number, isThere: boolean): FormField {
  const at = `ladder-${index}-`;
  return {
    kind: isThere ? 'group' : 'folded',
    name: `ladder-${index}`,
    label: isThere ? `Alert ${index + 1}` : 'One more alert',
    fields: [
      {
        kind: 'line',
        name: `${at}rung`,
        label: 'What it is called',
        hint: 'Small letters and hyphens, such as due-soon; empty: there is none',
      },
      {
        kind: 'line',
        name: `${at}days`,
        label: 'Working days after the due day',
        hint: '-1 is the working day before, 0 is when it is due',
      },
      { kind: 'line', name: `${at}time`, label: 'At what time', hint: 'Such as 09:00; only of one before the due day' },
      { kind: 'select', name: `${at}to`, label: 'Who is told', options: optionsOf(recipients, recipientWords) },
      {
        kind: 'boxes',
        name: `${at}heldByPlan`,
        label: 'Is it held back?',
        options: [{ value: 'yes', text: 'While an alert is acknowledged with a plan' }],
      },
    ],
  };
}

const asPrinted: FieldOption = { value: '', text: 'As its source says' };

const select = (of: string, { id, title }: Commitment, words: Readonly<Record<string, string>>): FormField => ({
  kind: 'select',
  name: `${of}-${id}`,
  label: title,
  options: [asPrinted, ...optionsOf(Object.keys(words), words)],
});

const targetFields = ({ id, title }: Commitment): FormField => ({
  kind: 'group',
  name: `targets-${id}`,
  label: title,
  fields: [
    {
      kind: 'line',
      name: `targets-${id}-limit`,
      label: 'Limit',
      hint: 'P5D is five days, PT48H 48 hours; empty: none',
    },
    {
      kind: 'select',
      name: `targets-${id}-unit`,
      label: 'Counted in',
      options: optionsOf(Object.keys(unitWords), unitWords),
    },
  ],
});

const folded = (
  name: string,
  label: string,
  some: readonly Commitment[],
  of: (one: Commitment) => FormField,
): FormField => ({ kind: 'folded', name, label, fields: some.map(of) });
