import { type ContactCorrections, CorrectionRequest } from '@kept-informed/case-work';
import { nameIn } from '../cases/words.js';
import { given, listIn } from '../frame/form-body.js';
import type { CaseForm, FormScene } from './case-form.js';
import { changedBy, type CorrectionAnswer, recordedIn } from './correction-form.js';

/** A contact belongs to another case: there it counts, here it is struck out. */
export const movingForm = (corrections: ContactCorrections): CaseForm<CorrectionRequest, CorrectionAnswer> => ({
  name: 'move',
  title: 'It belongs to another case',
  button: 'Move it there',
  Request: CorrectionRequest,
  looksBack: true,
  otherCase: 'caseId',
  subject: (scene) => recordedIn(scene).at(-1)!.words,
  fields: (scene) => [
    {
      kind: 'line',
      name: 'caseId',
      label: 'Reference of the case that it belongs to',
      missing: 'Enter the reference of the case that it belongs to',
    },
    ...thereFields(scene),
    {
      kind: 'words',
      name: 'reason',
      label: 'How it came to be recorded here',
      missing: 'Say how it came to be recorded here',
    },
  ],
  request: (body, { other }) => ({
    ...given(body, 'reason'),
    caseId: other?.whole.caseId,
    participantIds: listIn(body, 'participantIds'),
  }),
  record: (request, { whole, part }, requester) => corrections.correct(whole.caseId, part, request, requester),
  foreseen: changedBy,
});

/** Once the case is known, whom it was with there. */
const thereFields = ({ other }: FormScene) =>
  other === null
    ? []
    : ([
        {
          kind: 'boxes',
          name: 'participantIds',
          label: `Who was it with, of ${other.whole.reference}?`,
          options: other.whole.participants.map(({ participantId, role }) => ({
            value: participantId,
            text: nameIn(other.whole, participantId),
            hint: role.replaceAll('-', ' '),
          })),
          missing: `Choose who of ${other.whole.reference} it was with`,
        },
      ] as const);
