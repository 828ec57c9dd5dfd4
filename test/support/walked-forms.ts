import type { Client } from './client.js';

/** A case of the walk over the forms about cases, and who and what is on it. */
export interface WalkedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly victim: string;
  /** Acts for the victim. */
  readonly representative: string;
}

/** Who prepares something to fill a form in about. */
export interface WalkScene extends WalkedCase {
  readonly api: Client;
  readonly supervisor: Client;
  /** Opens another case like it. */
  another(): Promise<WalkedCase>;
}

/** What is filled in, as a browser sends it. */
type FilledIn = Readonly<Record<string, string>>;

/** How one form is filled in rightly, and what there must be before. */
interface WalkedForm {
  /** What part of the case its address names. */
  readonly part?: (scene: WalkScene) => Promise<string> | string;
  /** What else must have happened. */
  readonly before?: (scene: WalkScene) => Promise<unknown>;
  readonly filled: FilledIn | ((scene: WalkScene) => Promise<FilledIn> | FilledIn);
}

const reason = 'So that it is walked';
/** Those that ask for a second thought go on at once. */
const confirmed = 'yes';

async function posted(by: Client, path: string, body: object): Promise<Record<string, any>> {
  const [, what, caseId] = path.split('/');
  const seen = what === 'cases' ? (await by.get(`/cases/${caseId}`)).headers.get('etag') : null;
  const answer = await by.post(path, body, seen === null ? {} : { 'if-match': seen });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const arrest = ({ api, caseId }: WalkScene) =>
  posted(api, `/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: '2026-11-30T09:00:00Z' });

/** That the victim is told of an arrest: open, and due in a few days. */
const owed = async (scene: WalkScene): Promise<string> => (await arrest(scene))['obligations'][0].obligationId;

const letter = async ({ api, caseId, victim }: WalkScene): Promise<string> => {
  const sent = {
    participantIds: [victim],
    direction: 'outbound',
    method: 'letter',
    outcome: 'sent',
    purpose: 'update',
    occurredAt: '2026-11-30T09:30:00Z',
  };
  return (await posted(api, `/cases/${caseId}/contacts`, sent))['contactId'];
};

const feedback =
  (replyRequested: boolean) =>
  async ({ api, caseId, victim }: WalkScene): Promise<string> => {
    const said = { participantId: victim, receivedAt: '2026-11-30T09:00:00Z', method: 'phone', type: 'comment' };
    return (await posted(api, `/cases/${caseId}/feedback`, { ...said, replyRequested }))['feedbackId'];
  };

const optOut = async ({ api, caseId, victim }: WalkScene): Promise<string> => {
  const asked = { scope: 'periodic', requestedBy: victim, identifiedBy: 'in-person', reason };
  return (await posted(api, `/cases/${caseId}/participants/${victim}/opt-outs`, asked))['optOutId'];
};

const pause = async (scene: WalkScene): Promise<{ obligationId: string; rulingId: string }> => {
  const obligationId = await owed(scene);
  const paused = await posted(scene.supervisor, `/obligations/${obligationId}/pause`, { reason: 'would-prejudice' });
  return { obligationId, rulingId: paused['rulingId'] };
};

/** By what it can be told apart among the routes of the victim. */
const route =
  (method: string) =>
  async ({ api, caseId }: WalkScene): Promise<string> => {
    const { body } = await api.get(`/cases/${caseId}`);
    return body.participants[0].routes.find((one: { method: string }) => one.method === method).routeId;
  };

const ofVictim = ({ victim }: WalkScene): string => victim;

/** Every form about a case, by its name. */
export const walkedForms: Readonly<Record<string, WalkedForm>> = {
  milestone: { filled: { type: 'suspect-arrested' } },
  'milestone-void': { part: async (scene) => (await arrest(scene))['milestoneId'], filled: { reason } },
  feedback: {
    filled: ({ victim }) => ({ participantId: victim, type: 'comment', method: 'phone', replyRequested: 'no' }),
  },
  'reply-wanted': { part: feedback(false), filled: {} },
  'reply-not-wanted': { part: feedback(true), filled: {} },
  closure: { filled: { reason: 'resolved', confirmed } },
  reopening: {
    before: ({ api, caseId }) => posted(api, `/cases/${caseId}/closure`, { reason: 'resolved' }),
    filled: {},
  },
  owner: { filled: { staffId: 'pc-1001' } },
  entitlement: { part: ofVictim, filled: { entitlement: 'enhanced' } },
  plan: { part: ofVictim, filled: { frequency: 'P14D', method: 'phone' } },
  'opt-out': {
    part: ofVictim,
    filled: ({ victim }) => ({ scope: 'periodic', requestedBy: victim, identifiedBy: 'in-person', reason }),
  },
  'opt-in': { part: optOut, filled: {} },
  'opt-out-void': { part: optOut, filled: { reason } },
  joining: { filled: { role: 'witness', name: 'Somebody else', business: 'no', 'characteristics-sex': 'refused' } },
  'authority-end': { part: ({ representative }) => representative, filled: { reason: 'withdrawn' } },
  death: { part: ofVictim, filled: { confirmed } },
  'death-end': {
    before: ({ api, caseId, victim }) => posted(api, `/cases/${caseId}/participants/${victim}/death`, {}),
    part: ofVictim,
    filled: { reason },
  },
  merger: { filled: async ({ another }) => ({ into: (await another()).reference, reason, confirmed }) },
  link: { filled: async ({ another }) => ({ caseId: (await another()).reference, kind: 'series' }) },
  correction: { part: letter, filled: { strikeOut: 'yes', reason } },
  move: {
    part: letter,
    filled: async ({ another }) => {
      const { reference, victim } = await another();
      return { caseId: reference, 'participantIds[]': victim, reason };
    },
  },
  receipt: { part: letter, filled: { outcome: 'returned' } },
  details: {
    filled: ({ reference }) => ({
      kind: 'crime',
      reference,
      offenceGroup: 'other-theft',
      area: 'North Cumbria / Wigton',
      reason,
    }),
  },
  person: {
    part: ofVictim,
    filled: {
      role: 'victim',
      name: 'Another name',
      business: 'no',
      'characteristics-ethnicity': 'refused',
      'characteristics-religion': 'Quaker',
      reason,
    },
  },
  route: { part: ofVictim, filled: { method: 'email', value: 'walked@example.org', safe: 'yes' } },
  'route-end': { part: route('phone'), filled: { reason } },
  transfer: { filled: { toForce: 'Lancashire Constabulary', reason, confirmed } },
  void: { filled: { reason, confirmed } },
  restriction: { filled: { 'staffIds[]': 'pc-1031', reason } },
  'restriction-end': {
    before: ({ supervisor, caseId }) =>
      posted(supervisor, `/cases/${caseId}/restriction`, { staffIds: ['pc-1031'], reason }),
    filled: { reason },
  },
  'high-risk': { filled: { reason } },
  'high-risk-end': {
    before: ({ supervisor, caseId }) => posted(supervisor, `/cases/${caseId}/high-risk`, { reason }),
    filled: { reason },
  },
  allowance: { part: route('sms'), filled: { reason } },
  pause: { part: owed, filled: { reason: 'would-prejudice' } },
  resumption: { part: async (scene) => (await pause(scene)).obligationId, filled: {} },
  undoing: { part: async (scene) => (await pause(scene)).rulingId, filled: { reason } },
  extension: {
    part: async ({ supervisor, caseId, victim }) => {
      const asked = { occurredAt: '2026-11-30T09:00:00Z', participantIds: [victim] };
      const review = { type: 'review-requested', ...asked };
      const { obligations } = await posted(supervisor, `/cases/${caseId}/milestones`, review);
      return obligations.find(({ commitment }: { commitment: string }) => commitment === 'VRR-DECIDE').obligationId;
    },
    filled: { by: '10', reason },
  },
  waiver: { part: owed, filled: ({ victim }) => ({ requestedBy: victim, reason }) },
  excusal: { part: owed, filled: { goodReason: 'endangers-somebody', reason } },
  'never-owed': { part: owed, filled: { reason } },
};

let opened = 0;

/** A burglary with a victim who has a safe telephone and address and an unsafe number, and somebody who acts for them. */
export async function openWalked(api: Client, owner = 'pc-1031'): Promise<WalkedCase> {
  const reference = `CR/${9_000 + (opened += 1)}/26`;
  const { caseId, participants } = (
    await api.post('/cases', {
      kind: 'crime',
      reference,
      offenceGroup: 'burglary-dwelling',
      openedAt: '2026-11-16T09:00:00Z',
      area: { bcu: 'North Cumbria', lpt: 'Wigton' },
      owner,
      participants: [
        {
          role: 'victim',
          entitlement: 'standard',
          routes: [
            { method: 'phone', value: '01632 960001', safe: true },
            { method: 'letter', value: '1 Some Road, Barrow', safe: true },
            { method: 'sms', value: '07700 900123', safe: false },
          ],
        },
        { role: 'representative', represents: '#1' },
      ],
    })
  ).body;
  const [victim, representative] = participants.map((one: { participantId: string }) => one.participantId);
  return { caseId, reference, victim, representative };
}

/** Where a form is, and how it is filled in rightly. */
export interface FormToWalk {
  readonly name: string;
  readonly caseId: string;
  readonly path: string;
  readonly filled: FilledIn;
}

/** A case of its own for a form, with all that it needs. */
export async function prepared(name: string, api: Client, supervisor: Client): Promise<FormToWalk> {
  const { part, before, filled } = walkedForms[name]!;
  const walked = await openWalked(api);
  const scene = { ...walked, api, supervisor, another: () => openWalked(api) };
  await before?.(scene);
  const below = part === undefined ? '' : `/${await part(scene)}`;
  const path = `/cases/${walked.caseId}/record/${name}${below}`;
  return { name, caseId: walked.caseId, path, filled: typeof filled === 'function' ? await filled(scene) : filled };
}

/** A form as it stands in a page: what it sends along, and what can be filled in, by the kind of its field. */
export interface ReadForm {
  readonly hidden: FilledIn;
  readonly fields: readonly { readonly name: string; readonly kind: string }[];
}

export function formIn(html: string): ReadForm {
  const [, form = ''] = /<form class="desk-form"([^]*?)<\/form>/.exec(html) ?? [];
  const tags = [...form.matchAll(/<(input|textarea|select)\b([^>]*)>/g)].map(([, tag, text = '']) => {
    const of = (attribute: string) => new RegExp(` ${attribute}="([^"]*)"`).exec(text)?.[1] ?? '';
    return { name: of('name'), kind: tag === 'input' ? of('type') : tag!, value: of('value') };
  });
  const hidden = tags.filter(({ kind }) => kind === 'hidden');
  return {
    hidden: Object.fromEntries(hidden.map(({ name, value }) => [name, value])),
    fields: tags.filter(({ kind }) => kind !== 'hidden').map(({ name, kind }) => ({ name, kind })),
  };
}

/** Typed by somebody; longer than any field may be. */
export const rubbish = `Not to be lost <b> ${'x'.repeat(9_000)}`;

/** Each field filled in with what it cannot be: of a day the 31st of November. */
export function rubbishIn({ fields }: ReadForm): FilledIn {
  const inDates: FilledIn = { day: '31', month: '11', year: '2026', time: '25:99' };
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const part = /-(day|month|year|time)$/.exec(name)?.[1];
      if (part !== undefined) return [name, inDates[part]!];
      return [name, kind === 'text' || kind === 'textarea' ? rubbish : 'no-such-thing'];
    }),
  );
}
