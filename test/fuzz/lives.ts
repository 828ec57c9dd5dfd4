import { randomUUID } from 'node:crypto';
import type { Stack } from '../support/stack.js';
import { person, type Asking } from './asking.js';
import type { KnownIds } from './known-ids.js';

/** Asks for what must succeed, and remembers what was answered. */
export type Succeed = (role: string, method: string, path: string, body?: object, tag?: string) => Promise<any>;

let references = 0;

export function succeeding(
  { ask }: Asking,
  known: KnownIds,
  succeeded: (method: string, address: string) => void,
): Succeed {
  return async (role, method, path, body, tag = '*') => {
    const headers = {
      ...(method !== 'GET' && { 'idempotency-key': randomUUID(), 'if-match': tag }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const sent = { method, address: `/api/v1${path}`, role, headers, body: body && JSON.stringify(body) };
    const { answer, wrong } = await ask(sent);
    if (wrong.length > 0 || answer.status >= 300)
      throw new Error(
        `${method} ${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)} ${wrong.join('; ')}`,
      );
    known.learn(answer.body);
    succeeded(method, `${sent.address}`);
    return answer.body;
  };
}

const route = { method: 'phone', value: person.number, safe: true };

/** A case of two victims and somebody who acts for the second. */
export function open(succeed: Succeed, openedAt: string, more: object = {}): Promise<any> {
  references += 1;
  return succeed('desk', 'POST', '/cases', {
    kind: 'crime',
    reference: `FZ/${references}/26`,
    offenceGroup: 'burglary-dwelling',
    openedAt,
    area: { bcu: 'South Cumbria', lpt: 'Barrow' },
    owner: 'pc-1234',
    participants: [
      { role: 'victim', name: person.name, routes: [route] },
      { role: 'victim', name: person.name, entitlement: 'enhanced' },
      { role: 'representative', name: person.name, represents: '#2' },
    ],
    ...more,
  });
}

const call = (participantId: string, occurredAt: string, more: object = {}) => ({
  participantIds: [participantId],
  direction: 'outbound',
  method: 'phone',
  outcome: 'spoke',
  purpose: 'update',
  occurredAt,
  identityVerified: true,
  ...more,
});

/** Everything that may be recorded of a case, from its opening to its merger, at one hour of one day. */
export async function caseLife(succeed: Succeed, now: string): Promise<void> {
  const reason = 'As the sergeant was told.';
  const { caseId, participants, obligations } = await open(succeed, now);
  const [victim, second, acting] = participants.map(({ participantId }: any) => participantId as string);
  const of = (commitment: string) =>
    obligations.find((one: any) => one.commitment === commitment && one.participantId === victim)
      .obligationId as string;
  const on = `/cases/${caseId}`;
  const rule = (id: string, what: string, body: object, role = 'desk') =>
    succeed(role, 'POST', `/obligations/${id}/${what}`, body);

  const referral = of('VC20-REFER');
  const paused = await rule(referral, 'pause', { reason: 'consent-awaited' });
  await rule(referral, 'resume', {});
  await rule(referral, `rulings/${paused.rulingId}/undoing`, { reason });
  await rule(referral, 'waiver', { requestedBy: victim, reason });
  await rule(of('VC20-CONFIRM'), 'void', { reason }, 'supervisor');

  const arrest = { type: 'suspect-arrested', occurredAt: now, suspect: 'suspect-1' };
  const { milestoneId } = await succeed('desk', 'POST', `${on}/milestones`, arrest);
  await succeed('desk', 'POST', `${on}/contacts`, call(victim, now, { outcome: 'refused' }));
  await rule(of('QOS-UPDATE'), 'excusal', { reason }, 'supervisor');
  const { contactId } = await succeed(
    'desk',
    'POST',
    `${on}/contacts`,
    call(victim, now, { tells: [{ milestoneId }] }),
  );
  await succeed('desk', 'POST', `${on}/contacts/${contactId}/correction`, { strikeOut: true, reason });
  await succeed('desk', 'POST', `${on}/milestones/${milestoneId}/void`, { reason });

  const review = { type: 'review-requested', occurredAt: now, participantIds: [victim] };
  const asked = await succeed('desk', 'POST', `${on}/milestones`, review);
  const decision = asked.obligations.find(({ commitment }: any) => commitment === 'VRR-DECIDE').obligationId;
  await rule(decision, 'extension', { by: 'P10D', reason });

  const of2 = `${on}/participants/${second}`;
  await succeed('desk', 'POST', `${of2}/entitlement`, { entitlement: 'standard', assessedAt: now });
  await succeed('desk', 'POST', `${of2}/contact-plan`, { frequency: 'P14D', method: 'phone' });
  const optOut = { scope: 'periodic', requestedBy: acting, identifiedBy: 'in-person', reason };
  const { optOutId } = await succeed('desk', 'POST', `${of2}/opt-outs`, optOut);
  await succeed('desk', 'DELETE', `${of2}/opt-outs/${optOutId}`);
  const impostor = await succeed('desk', 'POST', `${of2}/opt-outs`, optOut);
  await succeed('supervisor', 'POST', `${of2}/opt-outs/${impostor.optOutId}/void`, { reason });
  await succeed('desk', 'POST', `${on}/participants/${acting}/authority-end`, { reason: 'withdrawn' });
  const { routeId } = await succeed('desk', 'POST', `${of2}/routes`, { ...route, method: 'sms' });
  const text = call(second!, now, { method: 'sms', outcome: 'sent', routeId, identityVerified: undefined });
  const sent = await succeed('desk', 'POST', `${on}/contacts`, text);
  await succeed('desk', 'POST', `${on}/contacts/${sent.contactId}/receipt`, { outcome: 'delivered', at: now });
  const { routeId: unsafe } = await succeed('desk', 'POST', `${of2}/routes`, { ...route, safe: false });
  await succeed('supervisor', 'POST', `${of2}/routes/${unsafe}/allowance`, { reason });
  await succeed('desk', 'POST', `${on}/high-risk`, { reason });
  await succeed('desk', 'POST', `${on}/contacts`, call(second!, now, { routeId: unsafe, confirmedSafe: true }));
  await succeed('supervisor', 'DELETE', `${on}/high-risk`, { reason });
  await succeed('desk', 'POST', `${of2}/routes`, { ...route, reason });
  await succeed('desk', 'DELETE', `${of2}/routes/${routeId}`, { reason });
  await succeed('counter', 'GET', `${on}/participants/${victim}/may-say?checked=born-on,reference`);
  const message = {
    to: 'owner',
    text: 'Ring me after six.',
    participantId: victim,
    callBackBy: '2026-12-24T18:00:00Z',
  };
  await succeed('counter', 'POST', `${on}/messages`, message);
  await succeed('counter', 'POST', `${on}/enquiries`, { participantId: victim, purpose: 'chase', note: 'At noon.' });
  await succeed('desk', 'POST', `${on}/participants`, { role: 'witness', name: person.name });
  await succeed('desk', 'POST', `${on}/participants/${acting}/death`, { on: now.slice(0, 10) });
  await succeed('desk', 'DELETE', `${on}/participants/${acting}/death`, { reason });
  await succeed('desk', 'POST', `${on}/owner`, { staffId: 'pc-1001' });
  await succeed('supervisor', 'POST', `${on}/restriction`, { staffIds: ['pc-1001'], reason });
  await succeed('desk', 'POST', `${on}/break-glass`, { reason });
  await succeed('supervisor', 'DELETE', `${on}/restriction`, { reason });
  await succeed('desk', 'POST', `${on}/details`, { offenceGroup: 'robbery', reason });
  await succeed('desk', 'POST', `${of2}/details`, { name: 'Another Name', reason });
  await succeed('desk', 'POST', '/search', { q: 'Another Name', limit: 5 });
  const { linkId } = await succeed('desk', 'POST', `/participants/${second}/links`, { participantId: acting, reason });
  await succeed('desk', 'GET', `/participants/${second}/person`);
  await succeed('desk', 'DELETE', `/participants/${second}/links/${linkId}`, { reason });
  await succeed('supervisor', 'GET', '/retention/due');
  const holds = `/participants/${acting}/legal-holds`;
  const { holdId } = await succeed('supervisor', 'POST', holds, { reason });
  await succeed('supervisor', 'DELETE', `${holds}/${holdId}`, { reason });
  await succeed('supervisor', 'POST', `/participants/${acting}/retention`, { until: now.slice(0, 10), reason });
  const given = await succeed('supervisor', 'POST', '/erasures', { participantId: acting, reason });
  await succeed('supervisor', 'DELETE', `/erasures/${given.erasureId}`);
  const { erasureId } = await succeed('supervisor', 'POST', '/erasures', { participantId: acting, reason });
  await succeed('admin', 'POST', `/erasures/${erasureId}/confirmation`);
  const { version } = await succeed('desk', 'GET', on);
  await succeed('supervisor', 'POST', '/cases/owners', { items: [{ caseId, staffId: 'pc-1234', version }] });
  await succeed('desk', 'POST', `${on}/closure`, { reason: 'no-further-action' });
  await succeed('desk', 'POST', `${on}/reopening`, {});
  await succeed('supervisor', 'POST', `${on}/transfer`, { toForce: 'Lancashire Constabulary', at: now, reason });
  await succeed('desk', 'POST', `${on}/reopening`, {});

  const mistaken = await open(succeed, now);
  await succeed('supervisor', 'POST', `/cases/${mistaken.caseId}/void`, { reason });

  const other = await open(succeed, now);
  await succeed('desk', 'POST', `${on}/links`, { caseId: other.caseId, kind: 'series' });
  await succeed('desk', 'POST', `${on}/merger`, { into: other.caseId, reason });
}

/** A complaint, and the reply that it asks for after all and then does not. */
export async function feedbackLife(succeed: Succeed, now: string): Promise<void> {
  const { caseId, participants } = await open(succeed, now, {
    kind: 'feedback',
    offenceGroup: undefined,
    participants: [{ role: 'feedback-giver', name: person.name }],
  });
  const [{ participantId }] = participants;
  const feedback = { participantId, receivedAt: now, method: 'email', type: 'dissatisfaction', replyRequested: false };
  const { feedbackId } = await succeed('desk', 'POST', `/cases/${caseId}/feedback`, feedback);
  await succeed('desk', 'POST', `/cases/${caseId}/feedback/${feedbackId}/reply-request`, {
    requestedAt: now,
  });
  await succeed('desk', 'POST', `/cases/${caseId}/feedback/${feedbackId}/withdrawal`, {});
}

/** Alerts that a month brought, what is done about them, and a miss that somebody disputes. */
export async function alertLife(succeed: Succeed, stack: Stack, now: string, later: string): Promise<void> {
  const { caseId } = await open(succeed, now);
  const arrest = { type: 'suspect-arrested', occurredAt: now };
  const { milestoneId } = await succeed('desk', 'POST', `/cases/${caseId}/milestones`, arrest);
  stack.clock.set(later);
  await succeed('performance', 'GET', '/compliance?from=2026-11-01&to=2026-11-30&groupBy=commitment');
  const times = 'before=2026-11-10T09:00:00Z&after=2026-11-20T09:00:00Z';
  await succeed('performance', 'GET', `/compliance/restatement?from=2026-11-01&to=2026-11-30&${times}`);
  const question = { report: 'compliance', from: '2026-11-01', to: '2026-11-30', groupBy: ['commitment'] };
  const { publicationId } = await succeed('performance', 'POST', '/publications', {
    title: 'November',
    questions: [question],
  });
  for (const part of ['', '/document', '/verification'])
    await succeed('performance', 'GET', `/publications/${publicationId}${part}`);
  await succeed('performance', 'GET', '/compliance/characteristics?quarter=2026-Q2&of=age&by=bcu');
  await succeed('performance', 'GET', '/compliance/measures');
  const share = 'measure=open-by-age&from=2026-11-01&to=2026-11-30';
  await succeed('performance', 'GET', `/compliance/shares?${share}&groupBy=age`);
  await succeed('performance', 'GET', `/compliance/shares/rows?${share}&part=true`);
  // All that fell due: of two, both may be of cases that are out of sight.
  const lot = { from: '2026-11-01', to: '2026-11-30', size: 500, strata: ['commitment'], seed: 'fuzz' };
  const { dipSampleId } = await succeed('performance', 'POST', '/dip-samples', lot);
  const sampled = await succeed('performance', 'GET', `/dip-samples/${dipSampleId}`);
  await succeed('performance', 'GET', `/dip-samples/${dipSampleId}/redraw`);
  await succeed('performance', 'POST', `/dip-samples/${dipSampleId}/openings`, {
    obligationId: sampled.items[0].obligationId,
    reason: 'Sample.',
  });
  await succeed('performance', 'POST', `/dip-samples/${dipSampleId}/reviews`, {
    obligationId: sampled.items[0].obligationId,
    inTime: 'yes',
    rightPerson: 'yes',
    useful: 'cannot-tell',
    plain: 'no',
  });
  await succeed('performance', 'GET', '/compliance/months?from=2026-01-01&to=2026-11-30');
  await succeed('performance', 'GET', '/compliance/funnel?from=2026-11-01&to=2026-11-30&by=team');
  await succeed('desk', 'POST', `/cases/${caseId}/milestones/${milestoneId}/void`, { reason: 'The wrong man.' });
  const disputes = await succeed('supervisor', 'GET', `/disputes?decided=false&caseId=${caseId}`);
  await succeed('supervisor', 'POST', `/disputes/${disputes.items[0].disputeId}/decision`, {
    confirm: false,
    reason: 'It was he.',
  });
  const { items } = await succeed('supervisor', 'GET', `/alerts?status=open&caseId=${caseId}`);
  const [one, two, three] = items.map(({ alertId }: any) => alertId as string);
  await succeed('supervisor', 'POST', `/alerts/${one}/acknowledgement`, { note: 'I ring.', plan: true });
  await succeed('supervisor', 'POST', `/alerts/${two}/snooze`, { until: '2026-12-20T09:00:00Z', reason: 'Away.' });
  await succeed('supervisor', 'POST', `/alerts/${three}/handover`, { to: 'sgt-2002', reason: 'On leave.' });
  const many = (what: string, item: object) => succeed('supervisor', 'POST', `/alerts/${what}`, { items: [item] });
  await many('acknowledgements', { alertId: three, note: 'I ring.' });
  await many('snoozes', { alertId: three, until: '2026-12-20T09:00:00Z', reason: 'Away.' });
  await many('handovers', { alertId: three, to: 'sgt-2001', reason: 'Back.' });
}

const ladder = [{ rung: 'missed', days: 0, to: 'supervisor' }];
const adopts = [
  'qos-2006',
  'victims-code-2006',
  'victims-code-2013',
  'victims-code-2015',
  'victims-code-2020',
  'victims-right-to-review',
];

/** Drafts that are given up, and one of each kind that a second person lets hold. */
export async function termsLife(succeed: Succeed, holidays: readonly object[]): Promise<void> {
  const policy = { adopts, ladder, lateAfterHours: 72 };
  const feed = { 'england-and-wales': { division: 'england-and-wales', events: holidays } };
  for (const [path, content] of [
    ['/policies/drafts', policy],
    ['/calendar/versions/drafts', { holidays }],
    ['/calendar/versions/drafts/feed', feed],
  ] as const) {
    const drafts = path.replace('/feed', '');
    const given = await succeed('admin', 'POST', path, content);
    await succeed('admin', 'DELETE', `${drafts}/${given.versionId}`);
    const kept = await succeed('admin', 'POST', path, content);
    await succeed('supervisor', 'GET', `${drafts}/${kept.versionId}/preview?reach=new-only`);
    const draft = path === '/policies/drafts' ? 'policyDraft' : 'calendarDraft';
    const period = { from: '2026-11-01', to: '2026-11-02', [draft]: kept.versionId };
    const { whatIfId } = await succeed('performance', 'POST', '/what-if', period);
    await succeed('performance', 'GET', `/what-if/${whatIfId}`);
    await succeed('supervisor', 'POST', `${drafts}/${kept.versionId}/activation`, { reach: 'new-only' });
  }
}

/** Other systems that are told, and what could not be sent. */
export async function operationLife(succeed: Succeed, url: string): Promise<void> {
  const { endpointId } = await succeed('admin', 'POST', '/webhooks', { url });
  await succeed('admin', 'POST', `/webhooks/${endpointId}/rotation`, { hours: 1 });
  await succeed('admin', 'POST', `/webhooks/${endpointId}/trial`);
  await succeed('admin', 'DELETE', `/webhooks/${endpointId}`);
  await succeed('admin', 'POST', '/webhooks', { url });
  const { items } = await succeed('admin', 'GET', '/deliveries?state=kept');
  await succeed('admin', 'POST', `/deliveries/${items[0].messageId}/resend`);
}
