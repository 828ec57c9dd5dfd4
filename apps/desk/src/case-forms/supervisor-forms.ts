import { Injectable } from '@nestjs/common';
import {
  AllowUnsafeRouteRequest,
  CaseRestrictions,
  ReasonRequest,
  RestrictionRequest,
  SafeContact,
} from '@kept-informed/case-work';
import { unsafeInWords } from '../cases/words.js';
import { given, listIn, momentGiven, textIn } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import type { AnyCaseForm, CaseForm, FormScene, RecordedVersion } from './case-form.js';
import { routeIn } from './route-forms.js';

const why = (missing: string): FormField => ({ kind: 'words', name: 'reason', label: 'Why?', missing });

/** What supervisors alone decide of a case: who sees it, and how safe it is to contact somebody. */
@Injectable()
export class SupervisorForms {
  readonly all: readonly AnyCaseForm[];

  constructor(safety: SafeContact, restricting: CaseRestrictions) {
    this.all = [
      restrictionForm(restricting),
      restrictionEndForm(restricting),
      riskForm(safety, true),
      riskForm(safety, false),
      allowanceForm(safety),
    ];
  }
}

/** The staff of whoever deals with the case are chosen, all others are named by their ids. */
const restrictionForm = (restricting: CaseRestrictions): CaseForm<RestrictionRequest, RecordedVersion> => ({
  name: 'restriction',
  title: 'Restrict who may see the case',
  button: 'Restrict it',
  forSupervisors: true,
  Request: RestrictionRequest,
  begins: ({ whole: { owner } }) => ({ 'staffIds[]': owner === null ? [] : [owner] }),
  toKnow: () => [
    {
      title: 'Who sees it then',
      lines: [
        'Those you name, and whoever answers for them',
        'Whoever breaks the glass, with a reason, for an hour: you are told at once',
      ],
    },
  ],
  fields: (scene) => [
    {
      kind: 'boxes',
      name: 'staffIds',
      label: 'Who may see it?',
      hint: 'Whoever deals with it must be among them',
      options: colleaguesOn(scene).map(({ id, title }) => ({ value: id, text: `${title} (${id})` })),
    },
    {
      kind: 'line',
      name: 'others',
      label: 'Who else? (optional)',
      hint: 'Their staff ids, with a space between',
    },
    why('Say why only they may see it'),
  ],
  request: (body) => ({
    ...given(body, 'reason'),
    staffIds: [...new Set([...listIn(body, 'staffIds'), ...textIn(body, 'others').split(/[\s,;]+/)])].filter(
      (id) => id !== '',
    ),
  }),
  record: (request, { whole }, requester) => restricting.restrict(whole.caseId, request, requester),
});

const restrictionEndForm = (restricting: CaseRestrictions): CaseForm<ReasonRequest, RecordedVersion> => ({
  name: 'restriction-end',
  title: 'Let the case be seen as any other',
  button: 'Lift the restriction',
  forSupervisors: true,
  Request: ReasonRequest,
  fields: () => [why('Say why everybody may see it again')],
  request: (body) => given(body, 'reason'),
  record: (reason, { whole }, requester) => restricting.lift(whole.caseId, reason, requester),
});

const riskForm = (safety: SafeContact, high: boolean): CaseForm<ReasonRequest, RecordedVersion> => ({
  name: high ? 'high-risk' : 'high-risk-end',
  title: high ? 'Mark the case as one of high risk' : 'It is of high risk no longer',
  button: high ? 'Mark it' : 'Take the mark away',
  forSupervisors: true,
  Request: ReasonRequest,
  toKnow: () =>
    high ? [{ title: 'From then on', lines: ['Each contact says that it was confirmed to be safe'] }] : [],
  fields: () => [why(high ? 'Say why it is of high risk' : 'Say why it is of high risk no longer')],
  request: (body) => given(body, 'reason'),
  record: (reason, { whole }, requester) => safety.markRisk(whole.caseId, high, reason, requester),
});

const allowanceForm = (safety: SafeContact): CaseForm<AllowUnsafeRouteRequest, RecordedVersion> => ({
  name: 'allowance',
  title: 'Let an unsafe number or address be used',
  button: 'Allow it',
  forSupervisors: true,
  Request: AllowUnsafeRouteRequest,
  subject: (scene) => {
    const { route, person } = routeIn(scene);
    return `${route.value} of ${person.name ?? person.role}`;
  },
  toKnow: (scene) => [
    { title: 'Why it must not be used', lines: [unsafeInWords(routeIn(scene).route, scene.directory, scene.zone)] },
    { title: 'What goes by it meets nothing all the same', lines: ['Each contact by it is told to you as an alert'] },
  ],
  fields: () => [
    {
      kind: 'moment',
      name: 'until',
      label: 'Until when? (optional)',
      hint: 'In seven days at most. Leave it empty for a day from now',
    },
    why('Say why it must be this one'),
  ],
  request: (body, { zone }) => ({ ...given(body, 'reason'), until: momentGiven(body, 'until', zone) }),
  record: (request, scene, requester) => {
    const { whole, part } = scene;
    const { participantId } = routeIn(scene).person;
    return safety.allow({ caseId: whole.caseId, participantId, routeId: part }, request, requester);
  },
});

/** The team of whoever deals with the case; where nobody does, of nobody. */
function colleaguesOn({ whole: { owner }, directory }: FormScene) {
  const team = owner === null ? undefined : directory.staff(owner)?.team;
  return directory.everyone().filter((one) => one.team === team);
}
