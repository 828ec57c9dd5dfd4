import { AddParticipantRequest, type CaseRecording } from '@kept-informed/case-work';
import { nameIn } from '../cases/words.js';
import { dateGiven, given, momentGiven, type FormBody } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import { characteristicsGiven, characteristicsGroup } from '../opening/characteristic-fields.js';
import { authorityUntilField, businessGiven, moreFields, routeFields, whoFields } from '../opening/opening-fields.js';
import { routeAsked } from '../opening/opening-request.js';
import { becomesOwed, type CaseForm, type FormScene } from './case-form.js';

type JoiningAnswer = Awaited<ReturnType<CaseRecording['addParticipant']>>;

/** Where the fields of their number or address begin. */
const route = 'routes-0';

/** What was filled in of it. */
const routeIn = (body: FormBody): Record<string, string> => {
  const parts = ['method', 'value', 'safe', 'times'];
  const filledIn = given(body, ...parts.map((part) => `${route}-${part}`));
  return Object.fromEntries(Object.entries(filledIn).map(([name, value]) => [name.slice(route.length + 1), value]));
};

const hasRoute = (body: FormBody): boolean => Object.keys(routeIn(body)).length > 0;

/** Somebody is on the case from now on: for themselves, or with authority to hear for somebody else. */
export const joiningForm = (recording: CaseRecording): CaseForm<AddParticipantRequest, JoiningAnswer> => ({
  name: 'joining',
  title: 'Add a person',
  button: 'Add them',
  Request: AddParticipantRequest,
  fields: (scene, body) => [
    ...whoFields('', 'Choose what they are'),
    ...routeFields(route, 0, hasRoute(body)),
    { kind: 'folded', name: 'authority', label: 'They act for somebody', fields: authorityFields(scene) },
    { kind: 'folded', name: 'more', label: 'More about them', fields: moreFields('') },
    characteristicsGroup(''),
    {
      kind: 'moment',
      name: 'from',
      label: 'From when are they kept informed?',
      hint: 'Leave it empty if it is now. A time such as 2:05pm or 14:05',
    },
  ],
  request: (body, { zone }) => ({
    ...given(body, 'role', 'name', 'entitlement', 'language', 'interpreter', 'needs', 'represents'),
    bornOn: dateGiven(body, 'bornOn'),
    authorityUntil: dateGiven(body, 'authorityUntil'),
    business: businessGiven(body),
    characteristics: characteristicsGiven(body),
    from: momentGiven(body, 'from', zone),
    ...(hasRoute(body) && { routes: [routeAsked(routeIn(body))] }),
  }),
  record: (request, { whole }, requester) => recording.addParticipant(whole.caseId, request, requester),
  foreseen: becomesOwed,
});

const authorityFields = ({ whole }: FormScene): FormField[] => [
  {
    kind: 'select',
    name: 'represents',
    label: 'Of a representative: for whom they act',
    options: [
      { value: '', text: 'Nobody' },
      ...whole.participants
        .filter(({ role }) => role !== 'representative')
        .map(({ participantId }) => ({ value: participantId, text: nameIn(whole, participantId) })),
    ],
  },
  authorityUntilField(''),
];
