import { randomUUID } from 'node:crypto';
import { ask } from '@kept-informed/event-store';
import type { Answer } from '../support/client.js';
import type { Stack } from '../support/stack.js';
import type { Asking } from './asking.js';
import { KnownIds } from './known-ids.js';
import { open, succeeding } from './lives.js';
import type { Sent } from './requests.js';
import type { Known } from './values.js';

/** People who are in sight of nobody who asks: what is kept of them is to be in no answer. */
const hidden = { name: 'Ottoline Vexhall', number: '01632 960 778' };

/** Whoever of the force is none of those who ask, and is answered for by none of them, in each of its two areas. */
const named = [
  { owner: 'pc-1241', area: { bcu: 'South Cumbria', lpt: 'Ulverston' } },
  { owner: 'pc-1021', area: { bcu: 'North Cumbria', lpt: 'Brampton and Longtown' } },
];

/** Who knows an id of theirs may break the glass, and then sees them. */
const mayBeTold = 'breakGlass';

/** Messages are the administrator's, to be sent again, with the ids of what they are about; none of these opens anything for them. */
const ofOperators = /^\/api\/v1\/deliveries/;

/** What is refused for the key alone that a request carries: another is sent with what never was. */
const ofKeys: ReadonlySet<string> = new Set(['idempotency-key-reused', 'malformed-idempotency-key']);

/** An answer, and as it went over the line. */
export interface FuzzAnswer {
  readonly answer: Answer<any>;
  readonly text: string;
}

/** Restricted cases, with everything on them that has an id. */
export class OutOfSight {
  readonly #ids = new KnownIds({ q: [hidden.name, hidden.number] });

  constructor(
    private readonly stack: Stack,
    private readonly asking: Asking,
  ) {}

  /** Opens a case in each area, and restricts it when there is something of everything on it. */
  async open(now: string): Promise<void> {
    const succeed = succeeding(this.asking, this.#ids, () => undefined);
    for (const { owner, area } of named) {
      const route = { method: 'phone', value: hidden.number, safe: false };
      const participants = [{ role: 'victim', name: hidden.name, routes: [route] }];
      const { caseId, participants: people } = await open(succeed, now, { participants, owner, area });
      const on = `/cases/${caseId}`;
      const { participantId } = people[0];
      await succeed('desk', 'POST', `${on}/milestones`, { type: 'suspect-arrested', occurredAt: now });
      const feedback = { participantId, receivedAt: now, method: 'email', type: 'conduct', replyRequested: true };
      await succeed('desk', 'POST', `${on}/feedback`, feedback);
      const call = { participantIds: [participantId], direction: 'outbound', method: 'phone', outcome: 'no-answer' };
      await succeed('desk', 'POST', `${on}/contacts`, { ...call, purpose: 'update', occurredAt: now });
      await succeed('counter', 'POST', `${on}/messages`, { to: 'owner', text: hidden.name });
      await succeed('supervisor', 'POST', `${on}/restriction`, { staffIds: [owner], reason: hidden.name });
    }
  }

  /** The alerts that were raised of them since, and what they are about. */
  async learnAlerts(): Promise<void> {
    const text = `select alert_id as "alertId", obligation_id as "obligationId" from alerts where case_id = any($1)`;
    for (const one of await ask(this.stack.database.manager, text, [this.#ids.all['caseId']])) this.#ids.learn(one);
  }

  /** What is known, and of what is out of sight a little among it. */
  among(known: Known, operationId: string): Known {
    if (operationId === mayBeTold) return known;
    const kinds = Object.entries(this.#ids.all).filter(([kind]) => kind === 'q' || kind.endsWith('Id'));
    return {
      ...known,
      ...Object.fromEntries(kinds.map(([kind, ids]) => [kind, [...(known[kind] ?? []), ...ids.slice(-2)]])),
    };
  }

  /** What an answer gives away: more of them than was asked with, or something else than of what never was. */
  async toldOf(sent: Sent, { answer, text }: FuzzAnswer): Promise<string[]> {
    if (ofOperators.test(sent.address)) return [];
    const asked = `${decodeURIComponent(sent.address)} ${sent.body ?? ''}`;
    const given = this.#words.filter((word) => text.includes(word) && !asked.includes(word));
    const wrong = given.map((word) => `tells of ${word}, which is out of sight`);
    const isAsking = this.#words.some((word) => asked.includes(word));
    // Done twice, or under a key that was used or is none, something else may be answered for that alone.
    const isDone = answer.status < 300 && sent.method !== 'GET';
    if (!isAsking || isDone || ofKeys.has(answer.body.code)) return wrong;
    const other = await this.asking.ask(this.#ofNobody(sent));
    const [one, same] = [this.#comparable(answer.status, text), this.#comparable(other.answer.status, other.text)];
    return one === same ? wrong : [...wrong, `answers ${one}, and ${same} of what never was`];
  }

  get #words(): readonly string[] {
    const ids = Object.entries(this.#ids.all).filter(([kind]) => kind.endsWith('Id') && kind !== 'staffId');
    return [hidden.name, hidden.number, ...ids.flatMap(([, some]) => some)];
  }

  /** The same, asked with what never was. */
  #ofNobody({ address, body, headers, ...sent }: Sent): Sent {
    const key = headers['idempotency-key'] && { 'idempotency-key': randomUUID() };
    return {
      ...sent,
      address: this.#changed(address),
      headers: { ...headers, ...key },
      body: body && this.#changed(body),
    };
  }

  #changed(text: string): string {
    return this.#words.reduce((changed, word) => {
      const other = `${word.slice(0, -3)}${word === hidden.name ? 'xxx' : '000'}`;
      return changed.replaceAll(word, other).replaceAll(encodeURIComponent(word), encodeURIComponent(other));
    }, text);
  }

  #comparable(status: number, text: string): string {
    return `${status} ${this.#changed(text).replaceAll(/"requestId":"[^"]*"/g, '')}`;
  }
}
