import { requesterOf, type ReturnMaker } from '@kept-informed/case-work';
import { measuredIds, measuredOf } from '@kept-informed/compliance';
import { groupings } from '../figures/report-words.js';
import { dateGiven, given, textIn } from '../frame/form-body.js';
import type { PlainForm } from '../frame/plain-forms.js';
import { PublicationFields } from './publication.fields.js';

const reports = [
  { value: 'compliance', text: 'Kept and missed promises' },
  { value: 'no-limit', text: 'Duties without a printed limit' },
  { value: 'not-recorded-here', text: 'Owed by bodies that do not record here' },
  { value: 'shares', text: 'A measure that is a part of a whole' },
];

/** Asks for what a return is made of. Its fields are called as the request calls them. */
export const publicationForm = (maker: ReturnMaker): PlainForm<PublicationFields> => ({
  title: 'Publish a return',
  caption: 'Publications',
  subject: '',
  back: { href: '/publications', text: 'Back to publications' },
  action: '/publications/new',
  toKnow: [
    {
      title: 'What comes of it',
      lines: [
        'The answer is frozen as known a second ago, with its digest, which the log of facts seals',
        'It cannot be changed or taken away; a wrong one is followed by another',
      ],
    },
  ],
  button: 'Publish it',
  fields: [
    { kind: 'line', name: 'title', label: 'What is it called?', hint: 'Name nobody', missing: 'Say what it is called' },
    { kind: 'words', name: 'note', label: 'What stands beside it?', hint: 'Name nobody. You may leave it empty' },
    {
      kind: 'radios',
      name: 'questions-0-report',
      label: 'Which report?',
      options: reports,
      missing: 'Say which report',
    },
    {
      kind: 'select',
      name: 'questions-0-measure',
      label: 'Which measure, if it is one?',
      options: [{ value: '', text: 'None' }, ...measuredIds.map((id) => ({ value: id, text: measuredOf(id).title }))],
    },
    { kind: 'day', name: 'questions-0-from', label: 'From which day?', missing: 'Enter the first day' },
    { kind: 'day', name: 'questions-0-to', label: 'To which day?', missing: 'Enter the last day' },
    {
      kind: 'select',
      name: 'questions-0-groupBy',
      label: 'A line for each',
      options: [
        { value: '', text: 'No lines, the whole alone' },
        ...groupings.map(([value, text]) => ({ value, text })),
      ],
    },
  ],
  Request: PublicationFields,
  request: (body) => {
    const by = textIn(body, 'questions-0-groupBy');
    const measure = textIn(body, 'questions-0-measure');
    const question = {
      report: textIn(body, 'questions-0-report'),
      from: dateGiven(body, 'questions-0-from'),
      to: dateGiven(body, 'questions-0-to'),
      ...(by !== '' && { groupBy: [by] }),
      ...(measure !== '' && { measure }),
    };
    return { ...given(body, 'title', 'note'), questions: [question] };
  },
  record: (request) => maker.publish(request, requesterOf()),
  onTo: '/publications',
});
