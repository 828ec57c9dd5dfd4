import { ReasonRequest, RouteRequest, type SafeContact } from '@kept-informed/case-work';
import { optionsOf } from '../cases/options.js';
import { methodWords } from '../contacts/contact-words.js';
import { given, momentGiven, textIn } from '../frame/form-body.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { personIn, personNamed, type CaseForm, type FormScene } from './case-form.js';

/** Routes are with the people: the case is as it was. */
type AsItWas = { readonly version: number };

/** What is told once they are recorded, by the names of their forms. */
export const saidOf: Readonly<Record<string, string>> = {
  route: 'The number or address was added.',
  'route-end': 'The number or address is theirs no longer.',
};

/** One more number or address of somebody, or anew whether a known one is safe. */
export const routeForm = (safety: SafeContact): CaseForm<RouteRequest, AsItWas> => ({
  name: 'route',
  title: 'Add a number or address',
  button: 'Add it',
  said: saidOf['route'],
  Request: RouteRequest,
  subject: personNamed,
  fields: (scene) => {
    personIn(scene);
    return [
      {
        kind: 'radios',
        name: 'method',
        label: 'What is it?',
        options: optionsOf(Object.keys(methodWords), methodWords),
        missing: 'Choose what it is',
      },
      {
        kind: 'line',
        name: 'value',
        label: 'Number or address',
        hint: 'One that is known is said anew: whether it is safe',
        missing: 'Enter the number or address',
      },
      {
        kind: 'radios',
        name: 'safe',
        label: 'Is it safe to use?',
        options: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No, never use it', hint: 'Somebody else answers, reads or sees it who must not know' },
        ],
        missing: 'Say whether it is safe to use',
      },
      {
        kind: 'line',
        name: 'reason',
        label: 'Why? (optional)',
        hint: 'Who answers or reads it; needed where we knew it before, or where it was unsafe and is safe now',
      },
      { kind: 'line', name: 'times', label: 'When (optional)', hint: 'Such as after 6pm' },
      { kind: 'line', name: 'say', label: 'What to say (optional)', hint: 'To whoever answers' },
      { kind: 'line', name: 'neverSay', label: 'What never to say (optional)' },
      {
        kind: 'folded',
        name: 'before',
        label: 'We knew it before',
        fields: [{ kind: 'moment', name: 'knownSince', label: 'Since when?' }],
      },
    ];
  },
  request: (body, { zone }) => ({
    ...given(body, 'method', 'value', 'times', 'say', 'neverSay', 'reason'),
    safe: textIn(body, 'safe') === 'yes',
    knownSince: momentGiven(body, 'knownSince', zone),
  }),
  record: async (request, { whole: { caseId, version }, part }, requester) => {
    await safety.addRoute({ participantId: part, caseId }, request, requester);
    return { version };
  },
});

/** A number or address is theirs no longer. */
export const routeEndForm = (safety: SafeContact): CaseForm<ReasonRequest, AsItWas> => ({
  name: 'route-end',
  title: 'It is theirs no longer',
  button: 'It is theirs no longer',
  said: saidOf['route-end'],
  Request: ReasonRequest,
  subject: (scene) => {
    const { route, person } = routeIn(scene);
    return `${route.value} of ${person.name ?? person.role}`;
  },
  fields: () => [{ kind: 'words', name: 'reason', label: 'Why?', missing: 'Say why it is theirs no longer' }],
  request: (body) => given(body, 'reason'),
  record: async (reason, scene, requester) => {
    const { whole, part } = scene;
    const { participantId } = routeIn(scene).person;
    await safety.endRoute({ caseId: whole.caseId, participantId }, part, reason, requester);
    return { version: whole.version };
  },
});

/** The route that a form is about, and whose it is. */
export function routeIn({ whole, part }: FormScene) {
  for (const person of whole.participants) {
    const route = person.routes?.find(({ routeId }) => routeId === part);
    if (route) return { route, person };
  }
  throw new NoSuchPage();
}
