import type { CommandBus } from '@nestjs/cqrs';
import { dayInWords, localDate } from '@kept-informed/calendar';
import {
  type ArisenObligations,
  type CaseRecording,
  EndAuthority,
  EndAuthorityRequest,
  type PuttingRight,
  ReasonRequest,
  RecordDeath,
  RecordDeathRequest,
} from '@kept-informed/case-work';
import { authorityEndReasons } from '@kept-informed/follow-up';
import { optionsOf } from '../cases/options.js';
import { nameIn } from '../cases/words.js';
import { dateGiven, given, momentGiven } from '../frame/form-body.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { becomesOwed, owedInWords, personIn, personNamed, type CaseForm, type FormScene } from './case-form.js';

/** Somebody died: nobody tells them anything any more. */
export const deathForm = (
  recording: CaseRecording,
  bus: CommandBus,
): CaseForm<RecordDeathRequest, ArisenObligations> => ({
  name: 'death',
  title: 'Record that they died',
  button: 'Record it',
  Request: RecordDeathRequest,
  subject: personNamed,
  toKnow: (scene) => [
    { title: 'What is owed to them ends', lines: endingFor(scene) },
    { title: 'Relatives who want to be told join as people of the case', lines: [] },
  ],
  fields: () => [{ kind: 'day', name: 'on', label: 'When did they die?', hint: 'Leave it empty if it was today' }],
  request: (body) => ({ on: dateGiven(body, 'on') }),
  record: async (request, { whole, part }, requester) =>
    recording.arisen(await bus.execute(new RecordDeath(whole.caseId, { ...request, participantId: part }, requester))),
  foreseen: becomesOwed,
  secondThought: (scene) => ({
    title: 'Nobody will tell them anything any more',
    under: `Owed to ${personNamed(scene)} no longer; what was missed by then stays`,
    lines: endingFor(scene),
    button: 'They died: record it',
  }),
});

function endingFor({ whole, part, ...scene }: FormScene): string[] {
  const owed = whole.obligations.filter(({ participantId, toBeDone }) => participantId === part && toBeDone);
  return owed.length > 0 ? owedInWords(owed, { whole, ...scene }) : ['Nothing is owed to them now'];
}

/** They live after all, or died on another day. */
export const deathEndForm = (right: PuttingRight): CaseForm<ReasonRequest, ArisenObligations> => ({
  name: 'death-end',
  title: 'They did not die, or not on that day',
  button: 'Take it back',
  Request: ReasonRequest,
  subject: (scene) => {
    if (personIn(scene).diedOn === null) throw new NoSuchPage();
    return personNamed(scene);
  },
  toKnow: (scene) => [
    { title: 'Recorded until now', lines: [`They died on ${dayInWords(personIn(scene).diedOn!)}`] },
    {
      title: 'Once it is taken back',
      lines: ['What they are owed is worked out again', 'What fell due meanwhile is decided by a supervisor'],
    },
  ],
  fields: () => [{ kind: 'words', name: 'reason', label: 'What was wrong', missing: 'Say what was wrong' }],
  request: (body) => given(body, 'reason'),
  record: (reason, { whole, part }, requester) => right.retractDeath(whole.caseId, part, reason, requester),
  foreseen: becomesOwed,
});

const endWords: Readonly<Record<string, string>> = {
  'came-of-age': 'Whom they acted for came of age',
  withdrawn: 'It was withdrawn',
  'no-longer-able': 'They are no longer able to act',
};

/** Somebody may no longer hear for whom they acted for. */
export const authorityEndForm = (
  recording: CaseRecording,
  bus: CommandBus,
): CaseForm<EndAuthorityRequest, ArisenObligations> => ({
  name: 'authority-end',
  title: 'They may act for somebody no longer',
  button: 'End their authority',
  Request: EndAuthorityRequest,
  subject: personNamed,
  toKnow: (scene) => [{ title: 'Their authority until now', lines: [authorityOf(scene)] }],
  fields: () => [
    {
      kind: 'radios',
      name: 'reason',
      label: 'Why?',
      options: optionsOf(authorityEndReasons, endWords),
      missing: 'Choose why it ended',
    },
    {
      kind: 'moment',
      name: 'at',
      label: 'From when?',
      hint: 'Leave it empty if it is now. A time such as 2:05pm or 14:05',
    },
  ],
  request: (body, { zone }) => ({ ...given(body, 'reason'), at: momentGiven(body, 'at', zone) }),
  record: async (request, { whole, part }, requester) =>
    recording.arisen(await bus.execute(new EndAuthority(whole.caseId, { ...request, participantId: part }, requester))),
  foreseen: becomesOwed,
});

function authorityOf(scene: FormScene): string {
  const { represents, authorityUntil, authorityEndedAt } = personIn(scene);
  if (represents === null) throw new NoSuchPage();
  const heard = `They hear for ${nameIn(scene.whole, represents)}`;
  if (authorityEndedAt !== null)
    return `${heard}: that ended on ${dayInWords(localDate(authorityEndedAt, scene.zone))}`;
  return authorityUntil === null ? heard : `${heard}, until ${dayInWords(authorityUntil)}`;
}
