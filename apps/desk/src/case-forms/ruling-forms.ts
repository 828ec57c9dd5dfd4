import { Injectable } from '@nestjs/common';
import {
  isOfSupervisors,
  PauseRequest,
  ReasonRequest,
  ResumptionRequest,
  type RulingRecord,
  Rulings,
  WaiverRequest,
} from '@kept-informed/case-work';
import { pauseReasons, prejudice } from '@kept-informed/commitments';
import { optionsOf } from '../cases/options.js';
import { nameIn } from '../cases/words.js';
import { given, momentGiven } from '../frame/form-body.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { isSupervisor } from '../frame/viewers.js';
import type { AnyCaseForm, CaseForm, FormScene } from './case-form.js';
import { excusalForm, extensionForm, neverOwedForm } from './limit-forms.js';
import { aboutOwed, owedOne, promiseOf, requireMayRule } from './owed-one.js';

const leftEmpty = 'Leave it empty if it is now. A time such as 2:05pm or 14:05';

/** What people decide about a clock or about something that is owed. */
@Injectable()
export class RulingForms {
  readonly all: readonly AnyCaseForm[];

  constructor(rulings: Rulings) {
    this.all = [
      pauseForm(rulings),
      resumptionForm(rulings),
      extensionForm(rulings),
      waiverForm(rulings),
      excusalForm(rulings),
      neverOwedForm(rulings),
      undoingForm(rulings),
    ];
  }
}

const pauseForm = (rulings: Rulings): CaseForm<PauseRequest, RulingRecord> => ({
  ...aboutOwed,
  name: 'pause',
  title: 'Stop the clock',
  button: 'Stop the clock',
  Request: PauseRequest,
  fields: (scene) => [
    {
      kind: 'radios',
      name: 'reason',
      label: 'Why does it stand still?',
      options: optionsOf(pausesOf(scene), {
        [prejudice]: 'Being told would prejudice a matter in which they are a suspect',
      }),
      missing: 'Choose why it stands still',
    },
    { kind: 'moment', name: 'from', label: 'From when?', hint: leftEmpty },
    { kind: 'words', name: 'note', label: 'In a few words (optional)' },
  ],
  request: (body, { zone }) => ({ ...given(body, 'reason', 'note'), from: momentGiven(body, 'from', zone) }),
  record: async (request, { part }, requester) => {
    requireMayRule(isOfSupervisors({ kind: 'pause', reason: request.reason }));
    return rulings.pause(part, request, requester);
  },
});

/** For what its clock may be stopped: for what the promise says, and for what a supervisor judges. */
function pausesOf(scene: FormScene): string[] {
  const promise = promiseOf(scene);
  return [...(promise ? pauseReasons(promise) : []), ...(isSupervisor() ? [prejudice] : [])];
}

const resumptionForm = (rulings: Rulings): CaseForm<ResumptionRequest, RulingRecord> => ({
  ...aboutOwed,
  name: 'resumption',
  title: 'Start the clock again',
  button: 'Start the clock again',
  Request: ResumptionRequest,
  fields: () => [
    { kind: 'moment', name: 'at', label: 'From when?', hint: leftEmpty },
    { kind: 'words', name: 'note', label: 'In a few words (optional)' },
  ],
  request: (body, { zone }) => ({ ...given(body, 'note'), at: momentGiven(body, 'at', zone) }),
  record: (request, { part }, requester) => rulings.resume(part, request, requester),
});

const waiverForm = (rulings: Rulings): CaseForm<WaiverRequest, RulingRecord> => ({
  ...aboutOwed,
  name: 'waiver',
  title: 'They do not want this',
  button: 'Record it',
  Request: WaiverRequest,
  fields: (scene) => {
    const { whole } = scene;
    const { participantId } = owedOne(scene);
    const speaks = whole.participants.filter((one) => [one.participantId, one.represents].includes(participantId));
    return [
      {
        kind: 'radios',
        name: 'requestedBy',
        label: 'Who said so?',
        options: speaks.map((one) => ({ value: one.participantId, text: nameIn(whole, one.participantId) })),
        missing: 'Choose who said so',
      },
      { kind: 'moment', name: 'at', label: 'When did they say so?', hint: leftEmpty },
      { kind: 'words', name: 'reason', label: 'Why, in their words', missing: 'Enter why, in their words' },
    ];
  },
  request: (body, { zone }) => ({ ...given(body, 'requestedBy', 'reason'), at: momentGiven(body, 'at', zone) }),
  record: (request, { part }, requester) => rulings.waive(part, request, requester),
});

/** What of a timeline can be taken back, as rulings are called there. */
const rulingTypes: ReadonlySet<string> = new Set([
  'ClockPaused',
  'ClockResumed',
  'ClockExtended',
  'WaiverRuled',
  'ExcusalRuled',
  'VoidingRuled',
]);

const undoingForm = (rulings: Rulings): CaseForm<ReasonRequest, RulingRecord> => ({
  name: 'undoing',
  title: 'Take a decision back',
  button: 'Take it back',
  Request: ReasonRequest,
  looksBack: true,
  subject: (scene) => rulingIn(scene).words,
  toKnow: () => [{ title: 'It is as if it had never been decided', lines: [] }],
  fields: () => [{ kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why it is taken back' }],
  request: (body) => given(body, 'reason'),
  record: async (reason, scene, requester) => {
    const { obligationId } = rulingIn(scene).ids as { obligationId: string };
    const all = await rulings.on(obligationId, false);
    requireMayRule(all.some((one) => one.rulingId === scene.part && isOfSupervisors(one)));
    return rulings.undo(obligationId, scene.part, reason, requester);
  },
  foreseen: aboutOwed.foreseen,
});

function rulingIn({ entries, part }: FormScene) {
  const found = entries.find(({ type, ids }) => rulingTypes.has(type) && ids['rulingId'] === part);
  if (!found) throw new NoSuchPage();
  return found;
}
