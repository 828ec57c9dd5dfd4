import type { Answer, Client } from './client.js';
import type { Stack } from './stack.js';

/** A case as a journey goes on with it. */
export interface Opened {
  readonly caseId: string;
  readonly victim: string;
  readonly participants: readonly string[];
  readonly etag: string;
  readonly body: Record<string, any>;
  /** The id of what is owed to the first participant by a commitment. */
  owed(commitment: string): string;
}

/** What a journey says again and again, in one place. */
export interface Cases {
  readonly desk: Client;
  readonly supervisor: Client;
  readonly performance: Client;
  crime(more?: object, openedAt?: string): Promise<Opened>;
  /** A call that reached somebody, unless `more` says otherwise. */
  call(participantId: string, occurredAt: string, more?: object): object;
  obligation(id: string): Promise<Record<string, any>>;
  whole(caseId: string): Promise<Record<string, any>>;
  etagOf(caseId: string): Promise<{ 'if-match': string }>;
}

let reference = 0;

/** The journey's time from now on. */
export function at(stack: Stack, instant: string): void {
  stack.clock.set(instant);
}

export async function onCases(stack: Stack): Promise<Cases> {
  const [desk, supervisor, performance] = await Promise.all([
    stack.as('desk'),
    stack.as('supervisor'),
    stack.as('performance'),
  ]);
  return {
    desk,
    supervisor,
    performance,
    crime: async (more = {}, openedAt = '2026-11-02T09:15:00Z') => {
      reference += 1;
      const area = { bcu: 'South Cumbria', lpt: 'Barrow' };
      const participants = [{ role: 'victim', name: 'A Victim' }];
      const opening = {
        kind: 'crime',
        reference: `CR/J${reference}/26`,
        openedAt,
        area,
        owner: 'pc-1234',
        participants,
      };
      return openedCase(await desk.post('/cases', { ...opening, ...more }));
    },
    call: (participantId, occurredAt, more = {}) => ({
      participantIds: [participantId],
      direction: 'outbound',
      method: 'phone',
      outcome: 'spoke',
      purpose: 'update',
      occurredAt,
      ...more,
    }),
    obligation: async (id) => (await desk.get(`/obligations/${id}`)).body,
    whole: async (caseId) => (await desk.get(`/cases/${caseId}`)).body,
    etagOf: async (caseId) => ({ 'if-match': `"${(await desk.get(`/cases/${caseId}`)).body.version}"` }),
  };
}

function openedCase({ status, headers, body }: Answer): Opened {
  if (status !== 201) throw new Error(`The case was not opened: ${JSON.stringify(body)}`);
  const participants = body.participants.map(({ participantId }: any) => participantId as string);
  return {
    caseId: body.caseId,
    victim: participants[0],
    participants,
    etag: headers.get('etag')!,
    body,
    owed: (commitment) =>
      body.obligations.find((each: any) => each.commitment === commitment && each.participantId === participants[0])
        .obligationId,
  };
}
