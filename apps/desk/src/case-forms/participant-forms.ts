import { momentInWords } from '@kept-informed/calendar';
import type { CommandBus } from '@nestjs/cqrs';
import {
  AgreeContactPlanRequest,
  type ArisenObligations,
  AssessEntitlement,
  AssessEntitlementRequest,
  type CaseRecording,
} from '@kept-informed/case-work';
import { entitlementGrounds, entitlements } from '@kept-informed/follow-up';
import { entitlementWords } from '../cases/code-words.js';
import { optionsOf } from '../cases/options.js';
import { frequencyInWords, sentence } from '../cases/words.js';
import { methodWords } from '../contacts/contact-words.js';
import { dateGiven, given, listIn, momentGiven } from '../frame/form-body.js';
import { becomesOwed, personIn, personNamed, type CaseForm, type FormScene } from './case-form.js';
import { owedAndNot } from './not-owed.js';

const leftEmpty = 'Leave it empty if it was just now. A time such as 2:05pm or 14:05';

const groundWords: Readonly<Record<string, string>> = {
  'under-18': 'Under 18',
  'own-wish': 'Their own wish',
  'no-longer-applies': 'What made them enhanced applies no longer',
};

/** Somebody was assessed: what they are owed follows from it. */
export const entitlementForm = (
  recording: CaseRecording,
  bus: CommandBus,
): CaseForm<AssessEntitlementRequest, ArisenObligations> => ({
  name: 'entitlement',
  title: 'Record an assessment',
  button: 'Record it',
  Request: AssessEntitlementRequest,
  subject: personNamed,
  toKnow: (scene) => [{ title: 'Assessed until now as', lines: [entitlementOf(scene)] }],
  fields: () => [
    {
      kind: 'radios',
      name: 'entitlement',
      label: 'Assessed as',
      options: optionsOf(
        entitlements.filter((one) => one !== 'unassessed'),
        entitlementWords,
      ),
      missing: 'Choose what they were assessed as',
    },
    {
      kind: 'boxes',
      name: 'reasons',
      label: 'On what grounds?',
      options: optionsOf(entitlementGrounds, groundWords),
    },
    { kind: 'moment', name: 'assessedAt', label: 'When were they assessed?', hint: leftEmpty },
  ],
  request: (body, { zone, now }) => {
    const reasons = listIn(body, 'reasons');
    return {
      ...given(body, 'entitlement'),
      ...(reasons.length > 0 && { reasons }),
      assessedAt: momentGiven(body, 'assessedAt', zone) ?? now,
    };
  },
  record: async (request, { whole, part }, requester) =>
    recording.arisen(
      await bus.execute(new AssessEntitlement(whole.caseId, { ...request, participantId: part }, requester)),
    ),
  foreseen: becomesOwed,
});

function entitlementOf(scene: FormScene): string {
  const { entitlement } = personIn(scene);
  return (entitlementWords as Readonly<Record<string, string>>)[entitlement] ?? entitlement;
}

const frequencies = ['P2D', 'P3D', 'P7D', 'P10D', 'P14D', 'P21D', 'P28D', 'P1M', 'P2M', 'P3M'];

type PlanAnswer = Awaited<ReturnType<CaseRecording['agreeContactPlan']>>;

/** How often and how somebody wants to be told. */
export const planForm = (recording: CaseRecording): CaseForm<AgreeContactPlanRequest, PlanAnswer> => ({
  name: 'plan',
  title: 'Agree how often they are told',
  button: 'Record it',
  Request: AgreeContactPlanRequest,
  looksBack: true,
  subject: personNamed,
  toKnow: planUntilNow,
  fields: (scene) => [
    {
      kind: 'select',
      name: 'frequency',
      label: 'How often?',
      options: [
        { value: '', text: 'Choose' },
        ...frequencies.map((value) => ({ value, text: sentence(frequencyInWords(value)) })),
      ],
      missing: 'Choose how often they are told',
    },
    {
      kind: 'radios',
      name: 'method',
      label: 'How?',
      options: optionsOf(Object.keys(methodWords), methodWords),
      missing: 'Choose how they are told',
    },
    {
      kind: 'line',
      name: 'safeTimes',
      label: 'When it is safe (optional)',
      hint: 'In their words: after 6pm, never on a Sunday',
    },
    {
      kind: 'select',
      name: 'contactId',
      label: 'In which contact did they agree to it?',
      hint: 'Where it is none of them, nothing is due later than it was',
      options: [{ value: '', text: 'None of these' }, ...contactOptions(scene)],
    },
    { kind: 'moment', name: 'agreedAt', label: 'When was it agreed?', hint: leftEmpty },
    { kind: 'day', name: 'until', label: 'The last day on which it holds (optional)' },
  ],
  request: (body, { zone }) => ({
    ...given(body, 'frequency', 'method', 'safeTimes', 'contactId'),
    agreedAt: momentGiven(body, 'agreedAt', zone),
    until: dateGiven(body, 'until'),
  }),
  record: (request, { whole, part }, requester) => recording.agreeContactPlan(whole.caseId, part, request, requester),
  foreseen: owedAndNot,
});

function planUntilNow({ whole, part }: FormScene) {
  const plan = whole.plans.findLast(({ participantId }) => participantId === part);
  const words = plan
    ? `${sentence(frequencyInWords(plan.frequency))} by ${plan.method.replaceAll('-', ' ')}`
    : 'Nothing';
  return [{ title: 'Agreed until now', lines: [words] }];
}

/** The latest in which somebody was spoken to or written to, the last first. */
function contactOptions({ entries, zone }: FormScene) {
  return entries
    .filter(({ type }) => type === 'ContactMade')
    .slice(-10)
    .map(({ ids, words, occurredAt }) => ({
      value: ids['contactId'] ?? '',
      text: `${momentInWords(occurredAt, zone)}: ${words}`,
    }))
    .toReversed();
}
