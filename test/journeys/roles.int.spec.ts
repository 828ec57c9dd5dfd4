import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';

const parties = {
  desk: 'desk',
  counter: 'counter',
  supervisor: 'supervisor',
  performance: 'performance',
  committee: 'committee',
  admin: 'admin',
  read: 'service',
  'cases:write': 'service',
  'contacts:write': 'service',
  'milestones:write': 'service',
} as const;
type Party = keyof typeof parties;
const everybody = 'desk counter supervisor performance committee admin read';

/** Who may ask which question and make which change, other systems by their scopes; nobody else. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  [everybody]: [
    'GET /areas',
    'GET /calendar/due-date',
    'GET /calendar/holidays',
    'GET /commitments',
    'GET /commitments/{id}',
    'GET /me',
    'GET /staff',
    'GET /teams',
  ],
  'desk counter supervisor performance read': ['GET /cases'],
  'desk supervisor performance read': [
    'GET /alerts',
    'GET /alerts/{alertId}',
    'GET /cases/{caseId}',
    'GET /cases/{caseId}/timeline',
    'GET /disputes',
    'GET /obligations',
    'GET /obligations/{obligationId}',
    'GET /obligations/{obligationId}/derivation',
  ],
  'desk counter supervisor cases:write': ['POST /cases'],
  'desk supervisor cases:write': [
    'DELETE /cases/{caseId}/participants/{participantId}/opt-outs/{optOutId}',
    'POST /cases/{caseId}/closure',
    'POST /cases/{caseId}/feedback',
    'POST /cases/{caseId}/feedback/{feedbackId}/reply-request',
    'POST /cases/{caseId}/feedback/{feedbackId}/withdrawal',
    'POST /cases/{caseId}/links',
    'POST /cases/{caseId}/merger',
    'POST /cases/owners',
    'POST /cases/{caseId}/owner',
    'POST /cases/{caseId}/participants',
    'POST /cases/{caseId}/participants/{participantId}/authority-end',
    'POST /cases/{caseId}/participants/{participantId}/contact-plan',
    'POST /cases/{caseId}/participants/{participantId}/death',
    'POST /cases/{caseId}/participants/{participantId}/entitlement',
    'POST /cases/{caseId}/participants/{participantId}/opt-outs',
    'POST /cases/{caseId}/participants/{participantId}/routes',
    'POST /cases/{caseId}/reopening',
  ],
  'desk supervisor contacts:write': [
    'POST /cases/{caseId}/contacts',
    'POST /cases/{caseId}/contacts/{contactId}/receipt',
  ],
  'desk supervisor milestones:write': ['POST /cases/{caseId}/milestones'],
  'desk supervisor performance': [
    'POST /alerts/acknowledgements',
    'POST /alerts/handovers',
    'POST /alerts/snoozes',
    'POST /alerts/{alertId}/acknowledgement',
    'POST /alerts/{alertId}/handover',
    'POST /alerts/{alertId}/snooze',
  ],
  'supervisor performance admin': [
    'GET /alerts/duty',
    'GET /calendar/versions',
    'GET /calendar/versions/drafts/{versionId}',
    'GET /calendar/versions/drafts/{versionId}/preview',
    'GET /compliance',
    'GET /compliance/comparison',
    'GET /compliance/funnel',
    'GET /compliance/measures',
    'GET /compliance/months',
    'GET /compliance/no-limit',
    'GET /compliance/not-recorded-here',
    'GET /compliance/promises',
    'GET /compliance/shares',
    'GET /policies',
    'GET /policies/drafts/{versionId}',
    'GET /policies/drafts/{versionId}/preview',
    'GET /publications',
    'GET /publications/{publicationId}',
    'GET /publications/{publicationId}/document',
    'GET /publications/{publicationId}/verification',
    'GET /workload',
  ],
  'supervisor performance': [
    'GET /dip-samples',
    'GET /dip-samples/{dipSampleId}',
    'GET /dip-samples/{dipSampleId}/redraw',
    'POST /dip-samples/{dipSampleId}/openings',
    'POST /dip-samples/{dipSampleId}/reviews',
    'GET /audit/access',
    'GET /compliance/obligations',
    'GET /compliance/restatement',
    'GET /compliance/shares/rows',
    'GET /compliance/silence',
  ],
  'supervisor performance admin read': [
    'GET /proof/checkpoint',
    'GET /proof/consistency',
    'GET /proof/facts/{position}',
    'GET /proof/tile/{tile}',
  ],
  'performance admin': ['GET /audit/security', 'GET /what-if', 'GET /what-if/{whatIfId}', 'POST /what-if'],
  performance: [
    'GET /audit/access/unusual',
    'GET /compliance/characteristics',
    'POST /dip-samples',
    'POST /publications',
  ],
  'supervisor admin': [
    'DELETE /erasures/{erasureId}',
    'GET /erasures',
    'GET /erasures/{erasureId}',
    'POST /erasures/{erasureId}/confirmation',
    'POST /calendar/versions/drafts/{versionId}/activation',
    'POST /policies/drafts/{versionId}/activation',
  ],
  'desk counter supervisor': [
    'GET /cases/{caseId}/participants/{participantId}/may-say',
    'POST /cases/{caseId}/enquiries',
    'POST /cases/{caseId}/messages',
    'POST /search',
  ],
  'desk supervisor': [
    'DELETE /cases/{caseId}/participants/{participantId}/death',
    'DELETE /cases/{caseId}/participants/{participantId}/routes/{routeId}',
    'DELETE /participants/{participantId}/links/{linkId}',
    'GET /cases/{caseId}/participants/{participantId}/history',
    'GET /participants/{participantId}/person',
    'POST /participants/{participantId}/links',
    'POST /cases/{caseId}/contacts/{contactId}/correction',
    'POST /cases/{caseId}/break-glass',
    'POST /cases/{caseId}/details',
    'POST /cases/{caseId}/high-risk',
    'POST /cases/{caseId}/restriction',
    'POST /cases/{caseId}/milestones/{milestoneId}/void',
    'POST /obligations/{obligationId}/extension',
    'POST /obligations/{obligationId}/pause',
    'POST /obligations/{obligationId}/resume',
    'POST /obligations/{obligationId}/rulings/{rulingId}/undoing',
    'POST /obligations/{obligationId}/waiver',
    'POST /cases/{caseId}/participants/{participantId}/details',
    'POST /cases/{caseId}/transfer',
  ],
  supervisor: [
    'DELETE /cases/{caseId}/high-risk',
    'DELETE /cases/{caseId}/restriction',
    'POST /cases/{caseId}/participants/{participantId}/routes/{routeId}/allowance',
    'DELETE /participants/{participantId}/legal-holds/{holdId}',
    'GET /participants/{participantId}/legal-holds',
    'GET /participants/{participantId}/retention',
    'GET /retention/due',
    'POST /participants/{participantId}/retention',
    'POST /erasures',
    'GET /subject-access/{participantId}',
    'POST /participants/{participantId}/legal-holds',
    'POST /cases/{caseId}/void',
    'POST /cases/{caseId}/participants/{participantId}/opt-outs/{optOutId}/void',
    'POST /disputes/{disputeId}/decision',
    'POST /imports/{importId}/reversal/decision',
    'POST /obligations/{obligationId}/excusal',
    'POST /obligations/{obligationId}/void',
  ],
  admin: [
    'DELETE /calendar/versions/drafts/{versionId}',
    'DELETE /policies/drafts/{versionId}',
    'DELETE /webhooks/{endpointId}',
    'GET /deliveries',
    'GET /deliveries/{messageId}',
    'GET /imports',
    'GET /imports/{importId}',
    'GET /imports/{importId}/problems',
    'GET /webhooks',
    'GET /webhooks/{endpointId}',
    'POST /calendar/versions/drafts',
    'POST /calendar/versions/drafts/feed',
    'POST /deliveries/{messageId}/resend',
    'POST /imports',
    'POST /imports/{importId}/reversal',
    'POST /policies/drafts',
    'POST /webhooks',
    'POST /webhooks/{endpointId}/rotation',
    'POST /webhooks/{endpointId}/trial',
  ],
};

/** Asked elsewhere: one that never ends, and those that need no role. */
const others = ['GET /alerts/stream', 'GET /health/live', 'GET /health/ready'];

/** Every question and every change, asked by every role, with nothing in it that could be answered or recorded. */
describe('who may do what', () => {
  let stack: Stack;
  let operations: string[];

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', {
      REQUESTS_PER_MINUTE: '10000',
      REQUESTS_BEFORE_SIGN_IN: '10000',
    });
    const desk = await stack.as('desk');
    const { body } = await desk.get<{ paths: Record<string, object> }>('/openapi.json');
    operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
  });
  afterAll(() => stack?.stop());

  const ask = async (client: Client, operation: string): Promise<number> => {
    const [method, template] = operation.split(' ') as [string, string];
    const path = template.replaceAll(/\{\w+\}/g, 'nothing');
    if (method === 'POST') return (await client.post(path, {})).status;
    return (await (method === 'GET' ? client.get(path) : client.delete(path))).status;
  };

  it('knows every operation of the API', () => {
    expect([...others, ...Object.values(allowed).flat()].toSorted()).toEqual(operations.toSorted());
  });

  it.each(Object.keys(parties) as Party[])('lets %s do what it may, and nothing else', async (party) => {
    const role = parties[party];
    const client = await stack.as(role, role === 'service' ? party : undefined);
    const may = Object.entries(allowed).flatMap(([who, each]) => (who.split(' ').includes(party) ? each : []));
    const asked = operations.filter((operation) => !others.includes(operation));
    const answers = await Promise.all(asked.map(async (one) => [one, await ask(client, one)] as const));
    expect(answers.filter(([, status]) => status >= 500)).toEqual([]);
    expect(answers.flatMap(([one, status]) => (status === 403 ? [] : [one])).toSorted()).toEqual(may.toSorted());
  });
});
