import { momentInWords } from '@kept-informed/calendar';
import {
  ExcusalRequest,
  ExtensionRequest,
  ReasonRequest,
  type RulingRecord,
  type Rulings,
} from '@kept-informed/case-work';
import { goodReasons } from '@kept-informed/follow-up';
import { optionsOf } from '../cases/options.js';
import { given, textIn } from '../frame/form-body.js';
import type { CaseForm, FormScene } from './case-form.js';
import { aboutOwed, owedOne, promiseOf } from './owed-one.js';

const units: Readonly<Record<string, string>> = { D: 'days', W: 'weeks', M: 'months', H: 'hours' };

/** What a limit is counted in: `PT24H` in `PT` and `H`. */
function unitOf(scene: FormScene): { readonly before: string; readonly unit: string } {
  const [, before = 'P', unit = 'D'] = /^(PT?)\d+([DWMH])$/.exec(promiseOf(scene)?.limit ?? '') ?? [];
  return { before, unit };
}

/** The limit grows, where the promise says that it can. */
export const extensionForm = (rulings: Rulings): CaseForm<ExtensionRequest, RulingRecord> => ({
  ...aboutOwed,
  name: 'extension',
  title: 'Extend the limit',
  button: 'Extend it',
  Request: ExtensionRequest,
  fields: (scene) => [
    {
      kind: 'line',
      name: 'by',
      label: `By how many ${units[unitOf(scene).unit]}?`,
      hint: 'They are counted as its limit is',
      missing: `Enter by how many ${units[unitOf(scene).unit]}`,
    },
    {
      kind: 'words',
      name: 'reason',
      label: 'Why, and what they are told of it',
      missing: 'Say why, and what they are told of it',
    },
  ],
  request: (body, scene) => {
    const { before, unit } = unitOf(scene);
    const by = textIn(body, 'by');
    return { ...given(body, 'reason'), by: /^\d{1,3}$/.test(by) ? `${before}${by}${unit}` : by };
  },
  record: (request, { part }, requester) => rulings.extend(part, request, requester),
});

const goodReasonWords: Readonly<Record<string, string>> = {
  'endangers-somebody': 'Telling them would endanger somebody',
  'endangers-investigation': 'Telling them would endanger the investigation',
};

/** Reasonable steps were taken and failed, or there is a good reason not to tell. */
export const excusalForm = (rulings: Rulings): CaseForm<ExcusalRequest, RulingRecord> => ({
  ...aboutOwed,
  name: 'excusal',
  title: 'Excuse it',
  button: 'Excuse it',
  forSupervisors: true,
  Request: ExcusalRequest,
  looksBack: true,
  toKnow: (scene) => [...aboutOwed.toKnow(scene), { title: 'Attempts that reached nobody', lines: attemptsOn(scene) }],
  fields: () => [
    {
      kind: 'radios',
      name: 'goodReason',
      label: 'On what ground?',
      options: [
        {
          value: '',
          text: 'Reasonable steps were taken, and failed',
          hint: 'Two attempts on different dates before it was due, or one that they refused',
        },
        ...optionsOf(goodReasons, goodReasonWords),
      ],
    },
    { kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why it is excused' },
  ],
  request: (body) => given(body, 'reason', 'goodReason'),
  record: (request, { part }, requester) => rulings.excuse(part, request, requester),
});

/** Since it became owed, with whomever on the case. */
function attemptsOn(scene: FormScene): string[] {
  const { arisenAt } = owedOne(scene);
  const attempts = scene.entries.filter(
    ({ type, occurredAt }) => type === 'ContactAttempted' && occurredAt >= arisenAt,
  );
  return attempts.length > 0
    ? attempts.map(({ words, occurredAt }) => `${momentInWords(occurredAt, scene.zone)}: ${words}`)
    : ['None since it became owed'];
}

/** It never was owed; the history stays. */
export const neverOwedForm = (rulings: Rulings): CaseForm<ReasonRequest, RulingRecord> => ({
  ...aboutOwed,
  name: 'never-owed',
  title: 'It was never owed',
  button: 'It was never owed',
  forSupervisors: true,
  Request: ReasonRequest,
  fields: () => [{ kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why it was never owed' }],
  request: (body) => given(body, 'reason'),
  record: (reason, { part }, requester) => rulings.void(part, reason, requester),
});
