import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { localDate } from '@kept-informed/calendar';
import { contentOf, PolicyDraftRequest, ReadModel, requesterOf } from '@kept-informed/case-work';
import {
  type Commitment,
  DiscardDraft,
  DraftCalendar,
  DraftPolicy,
  latestTerms,
  OwnForce,
  policyOf,
  type PolicyContent,
  type TermsKind,
  TermsStreams,
} from '@kept-informed/commitments';
import { conflict } from '@kept-informed/decisions';
import { given, textIn, type FormBody } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { PlainForm } from '../frame/plain-forms.js';
import { calendarFields, calendarFromForm, CalendarFormRequest, holidayLines } from './calendar-fields.js';
import { policyBody, policyRequest } from './policy-body.js';
import { policyFields } from './policy-fields.js';

/** Nothing is asked of who gives a draft up. */
class GivingUpRequest {}

const back = { href: '/terms', text: 'Back to policies and calendars' };
const secondPerson = {
  title: 'What comes of it',
  lines: [
    'It is a draft until somebody else has looked at what it changes and lets it hold',
    'It can be given up, and stays on record',
  ],
};

/** What it is drafted for: by then another version may hold, which it would undo. */
const basedOn: FormField = { kind: 'carried', name: 'basedOn', label: '' };
/** The version whose like it is, as its address says; a draft that was left is found by what it says alone. */
const likeWhich: FormField = { kind: 'carried', name: 'like', label: '' };

/** What a policy is drafted on: the one that holds, or one like another. */
interface PolicyBasis {
  readonly content: PolicyContent;
  readonly catalogue: readonly Commitment[];
  readonly inForce: string;
}

/** The forms by which versions are drafted and given up. */
@Injectable()
export class DraftForms {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
    private readonly bus: CommandBus,
  ) {}

  /** What a policy is begun with. There is no page for one like a version that there is not. */
  async policyBasis(like: string): Promise<PolicyBasis> {
    const { policy } = await this.streams.load();
    const { catalogue, ...book } = await this.force.rulebook();
    const other = policy.all.get(like);
    if (like !== '' && !other) throw new NoSuchPage();
    const held = policyOf(latestTerms(book));
    return { content: other ? { ...held, ...other.content } : held, catalogue, inForce: policy.inForce ?? '' };
  }

  policyBody({ content, inForce }: PolicyBasis): FormBody {
    return { ...policyBody(content), basedOn: inForce };
  }

  policy(basis: PolicyBasis, { body, rungs, like }: PolicyFormAsked): PlainForm<PolicyDraftRequest> {
    const { content, catalogue, inForce } = basis;
    const { enhancedUnassessed, enhancedAges, retention, commitments } = content;
    return {
      title: 'Draft a policy',
      caption: 'Policies and calendars',
      subject: '',
      back,
      action: like === '' ? '/terms/policy/new' : `/terms/policy/new?like=${encodeURIComponent(like)}`,
      toKnow: [
        secondPerson,
        {
          title: 'What stays as it is',
          lines: [
            'Who has the enhanced limit until they are assessed, how long people’s data are kept, and promises of the force’s own: those are drafted over the API',
          ],
        },
      ],
      button: 'Draft it',
      fields: [...policyFields(catalogue, rungs), basedOn, likeWhich],
      Request: PolicyDraftRequest,
      request: () => policyRequest(body, catalogue),
      record: (request) => {
        requireBasis(body, inForce);
        const kept = { enhancedUnassessed, enhancedAges, retention, commitments };
        return this.bus.execute(new DraftPolicy({ ...contentOf(request), ...kept }, requesterOf()));
      },
      onTo: '/terms',
    };
  }

  /** The holidays ahead, as they hold now. */
  async calendarBody(): Promise<FormBody> {
    const { calendar } = await this.streams.load();
    const { holidays } = latestTerms(await this.force.rulebook()).calendar;
    const today = localDate(this.reading.now, this.force.zone);
    const ahead = [...holidays.values()].filter(({ date }) => date > today);
    return { holidays: holidayLines(ahead), basedOn: calendar.inForce ?? '' };
  }

  async calendar(body: FormBody): Promise<PlainForm<CalendarFormRequest>> {
    const { calendar } = await this.streams.load();
    return {
      title: 'Draft a calendar',
      caption: 'Policies and calendars',
      subject: '',
      back,
      action: '/terms/calendar/new',
      toKnow: [secondPerson],
      button: 'Draft it',
      fields: [...calendarFields, basedOn],
      Request: CalendarFormRequest,
      request: (typed) => given(typed, 'holidays', 'calledOff'),
      record: (request) => {
        requireBasis(body, calendar.inForce ?? '');
        return this.bus.execute(new DraftCalendar(calendarFromForm(request), requesterOf()));
      },
      onTo: '/terms',
    };
  }

  givingUp(kind: TermsKind, versionId: string): PlainForm<GivingUpRequest> {
    const at = `/terms/${kind}/${encodeURIComponent(versionId)}`;
    return {
      title: 'Give a draft up',
      caption: kind === 'policy' ? 'Policy' : 'Calendar',
      subject: versionId,
      back: { href: at, text: 'Back to the draft' },
      action: `${at}/giving-up`,
      toKnow: [{ title: 'What comes of it', lines: ['Nobody can let it hold any more; it stays readable'] }],
      button: 'Give it up',
      fields: [],
      Request: GivingUpRequest,
      request: () => ({}),
      record: () => this.bus.execute(new DiscardDraft(kind, versionId, requesterOf())),
      onTo: '/terms',
    };
  }
}

/** What was typed, how many alerts it has, and like which version it was begun; empty: like the one that holds. */
interface PolicyFormAsked {
  readonly body: FormBody;
  readonly rungs: number;
  readonly like: string;
}

function requireBasis(body: FormBody, inForce: string): void {
  if (textIn(body, 'basedOn') !== inForce)
    throw conflict('draft-outdated', 'Another version was let hold since you began. Begin again on that.');
}
