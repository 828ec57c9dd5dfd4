import type { Commitment, PolicyContent } from '@kept-informed/commitments';
import { listIn, textIn, type FormBody } from '../frame/form-body.js';
import { choosesAnchor, choosesDays, choosesTarget } from './policy-fields.js';

/** A policy as the form begins with it. */
export function policyBody(content: PolicyContent): FormBody {
  const { adopts, ladder, lateAfterHours, concernAfterAttempts, dayKinds, anchors, targets, counter } = content;
  const chosen = (of: string, choices: Readonly<Record<string, string>>) =>
    Object.entries(choices).map(([id, choice]) => [`${of}-${id}`, choice]);
  return Object.fromEntries([
    ['adopts[]', adopts],
    ...ladder.flatMap(({ rung, days, time = '', to, heldByPlan }, index) => [
      ...Object.entries({ rung, days: String(days), time, to }).map(([name, value]) => [
        `ladder-${index}-${name}`,
        value,
      ]),
      ...(heldByPlan ? [[`ladder-${index}-heldByPlan[]`, ['yes']]] : []),
    ]),
    ['lateAfterHours', String(lateAfterHours)],
    ['concernAfterAttempts', String(concernAfterAttempts)],
    ...chosen('dayKinds', dayKinds),
    ...chosen('anchors', anchors),
    ...Object.entries(targets).flatMap(([id, { limit, unit }]) => [
      [`targets-${id}-limit`, limit],
      [`targets-${id}-unit`, unit],
    ]),
    ['counter-maySay[]', counter.maySay],
    ['counter-because', counter.because],
  ]);
}

/** How many alerts a form has, without those that were emptied; the others move up, as they are recorded. */
export function withoutGaps(body: FormBody): { readonly body: FormBody; readonly rungs: number } {
  const rungs = rungsIn(body).filter((index) => textIn(body, `ladder-${index}-rung`) !== '');
  const others = Object.entries(body).filter(([name]) => !name.startsWith('ladder-'));
  const moved = rungs.flatMap((index, place) =>
    Object.entries(body)
      .filter(([name]) => name.startsWith(`ladder-${index}-`))
      .map(([name, value]) => [name.replace(/^ladder-\d+-/, `ladder-${place}-`), value]),
  );
  return { body: Object.fromEntries([...others, ...moved]), rungs: rungs.length };
}

const rungsIn = (body: FormBody): number[] =>
  [...new Set(Object.keys(body).flatMap((name) => /^ladder-(\d{1,2})-/.exec(name)?.[1] ?? []))]
    .map(Number)
    .sort((a, b) => a - b);

/** What the form says, as a draft is asked for. */
export function policyRequest(body: FormBody, catalogue: readonly Commitment[]): object {
  const choices = (of: string, some: readonly Commitment[]) =>
    Object.fromEntries(some.map(({ id }) => [id, textIn(body, `${of}-${id}`)]).filter(([, choice]) => choice !== ''));
  const targets = catalogue.filter(choosesTarget).flatMap(({ id }) => {
    const limit = textIn(body, `targets-${id}-limit`);
    return limit === '' ? [] : [[id, { limit, unit: textIn(body, `targets-${id}-unit`) }]];
  });
  return {
    adopts: listIn(body, 'adopts'),
    ladder: rungsIn(body).map((index) => {
      const of = (name: string) => textIn(body, `ladder-${index}-${name}`);
      return {
        rung: of('rung'),
        days: numberIn(of('days')),
        ...(of('time') !== '' && { time: of('time') }),
        to: of('to'),
        ...(listIn(body, `ladder-${index}-heldByPlan`).length > 0 && { heldByPlan: true }),
      };
    }),
    lateAfterHours: numberIn(textIn(body, 'lateAfterHours')),
    concernAfterAttempts: numberIn(textIn(body, 'concernAfterAttempts')),
    dayKinds: choices('dayKinds', catalogue.filter(choosesDays)),
    anchors: choices('anchors', catalogue.filter(choosesAnchor)),
    targets: Object.fromEntries(targets),
    counter: { maySay: listIn(body, 'counter-maySay'), because: textIn(body, 'counter-because') },
  };
}

/** What is no number stays as it was typed, to be told that it is none. */
const numberIn = (text: string): number | string => (/^-?\d{1,6}$/.test(text) ? Number(text) : text);
