/* Opens a case, tells the victim, closes it and closes it again: by nothing but what is generated from the description. */
import createClient from 'openapi-fetch';
import type { paths } from './generated/api.js';

const [baseUrl, token] = process.argv.slice(2) as [string, string];
const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
const header = (key: string) => ({ 'Idempotency-Key': key });

const opened = await api.POST('/api/v1/cases', {
  params: { header: header('open') },
  body: {
    kind: 'crime',
    reference: 'CR/10234/26',
    offenceGroup: 'burglary-dwelling',
    openedAt: '2026-11-02T09:15:00Z',
    owner: 'pc-1234',
    participants: [
      { role: 'victim', name: 'Jo Example', routes: [{ method: 'phone', value: '01632 960001', safe: true }] },
    ],
  },
});
if (!opened.data) throw new Error(`not opened: ${opened.error.code}`);
const { caseId, participants } = opened.data;
const path = { caseId };

const told = await api.POST('/api/v1/cases/{caseId}/contacts', {
  params: { path, header: header('tell') },
  body: {
    participantIds: participants.map(({ participantId }) => participantId),
    direction: 'outbound',
    method: 'phone',
    outcome: 'spoke',
    purpose: 'update',
    occurredAt: '2026-11-02T09:45:00Z',
    identityVerified: true,
  },
});
if (!told.data) throw new Error(`not told: ${told.error.code}`);

const close = (version: string, key: string) =>
  api.POST('/api/v1/cases/{caseId}/closure', {
    params: { path, header: { 'If-Match': version, ...header(key) } },
    body: { reason: 'no-further-action' },
  });
const closed = await close(told.response.headers.get('ETag')!, 'close');
if (!closed.data) throw new Error(`not closed: ${closed.error.code}`);
const again = await close(closed.response.headers.get('ETag')!, 'again');
const stale = await close('"1"', 'stale');
const codes = [again, stale].map(({ error }) => {
  // The code is one of those that the description names for the status, so that a mistyped one does not compile.
  if (error?.code === 'already-closed' || error?.code === 'stale-version') return error.code;
  throw new Error(`another answer: ${error?.code}`);
});
console.log(JSON.stringify({ reached: told.data.reached, version: closed.data.version, codes }));
