import type { Known } from './values.js';

/** Of each kind so many ids are remembered, the newest: what is fuzzed is mostly still open. */
const remembered = 8;

/** Ids that answers told of, by the name under which they did. */
export class KnownIds {
  readonly #ids: Map<string, string[]>;

  constructor(from: Readonly<Record<string, string[]>> = given) {
    this.#ids = new Map(Object.entries(from));
  }

  /** Remembers every id that an answer tells, however deep. */
  learn(answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    for (const [name, value] of Object.entries(answer)) {
      if (typeof value === 'string' && /(?:Id|^commitment)$/.test(name)) this.#keep(name, value);
      else this.learn(value);
    }
  }

  /** One of a kind; undefined where there is none. */
  last(name: string): string | undefined {
    return this.#ids.get(name)?.at(-1);
  }

  get all(): Known {
    const people = this.#ids.get('participantId') ?? [];
    return {
      ...Object.fromEntries(this.#ids),
      id: this.#ids.get('commitment') ?? [],
      requestedBy: people,
      represents: [...people, '#1', '#2'],
      into: this.#ids.get('caseId') ?? [],
    };
  }

  #keep(name: string, value: string): void {
    const others = (this.#ids.get(name) ?? []).filter((one) => one !== value);
    this.#ids.set(name, [...others, value].slice(-remembered));
  }
}

/** What is known from the start: the demo's force, and the words of the catalogue. */
const given = {
  owner: ['pc-1234', 'pc-1001'],
  staffId: ['pc-1234', 'pc-1001'],
  to: ['pc-1234', 'sgt-2001'],
  recipient: ['pc-1234', 'sgt-2001'],
  type: ['suspect-arrested', 'suspect-released', 'charge-decided', 'evidence-required', 'review-requested'],
  tell: ['suspect-arrested', 'suspect-released', 'case-closed'],
  scope: ['all', 'periodic', 'VC20-ARREST'],
  reason: ['consent-awaited', 'complex', 'out-of-hours'],
  commitment: ['VC20-ARREST', 'QOS-UPDATE'],
  bcu: ['South Cumbria', 'North Cumbria'],
  lpt: ['Barrow', 'Carlisle'],
  team: ['barrow-lpt'],
  edition: ['victims-code-2020', 'qos-2006'],
  rung: ['missed', 'due-soon'],
  offenceGroup: ['burglary-dwelling'],
  // Others are waited for, two seconds each.
  minPosition: ['0', '1'],
  adopt: ['qos-2006', 'victims-code-2020'],
};
