import type { Instant, Zone } from '@kept-informed/calendar';
import type { OwnForce } from '@kept-informed/commitments';
import { readBy, rules, type FieldRule } from '@kept-informed/fields';
import type { Fault } from '../reading/refusal.js';
import type { ExtractRow } from './extract-rows.js';
import { instantIn } from './extract-times.js';
import type { ExtractMapping } from './mapping.js';
import type { ValueFrom } from './value-from.js';

/** What rows are read by. */
export interface RowReading {
  readonly mapping: ExtractMapping;
  readonly force: OwnForce;
  readonly zone: Zone;
  readonly now: Instant;
  /** By which key a case is known now; left out: by its own. */
  readonly keyNow?: (key: string) => string;
}

/** What keeps a row from being taken. */
class RowRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code);
  }
}

/** What is read, or the first thing that is wrong with it. */
export function unlessRefused<Read>(read: () => Read): Read | Fault {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowRefused) return error.fault;
    throw error;
  }
}

export const key = rules.text({ max: 200 });

/** What stands in a row where the mapping says, checked. */
export class ExtractValues {
  constructor(
    private readonly row: ExtractRow,
    private readonly reading: RowReading,
  ) {}

  /** As the mapping reads it; undefined where nothing stands there. */
  text(from: ValueFrom | undefined, rule: FieldRule): string | undefined {
    if (!from) return undefined;
    const found = from.column === undefined ? from.value! : this.#mapped(from, this.row.value(from.column));
    if (found === '') return undefined;
    const read = readBy(rule, found, true);
    if (!rule.accepts(read)) throw refused('bad-value', from);
    return read as string;
  }

  #mapped(from: ValueFrom, text: string): string {
    if (!from.values) return text;
    if (Object.hasOwn(from.values, text)) return from.values[text]!;
    if (text === '') return '';
    throw refused('bad-value', from);
  }

  /** The same where it must stand there. */
  needed(from: ValueFrom, rule: FieldRule): string {
    const found = this.text(from, rule);
    if (found === undefined) throw refused('missing-value', from);
    return found;
  }

  /** When, in the force’s zone; undefined where nothing stands there. */
  time(from: ValueFrom | undefined): Instant | undefined {
    const said = this.text(from, key);
    if (said === undefined) return undefined;
    const { mapping, zone, now } = this.reading;
    const at = instantIn(said, mapping.times ?? 'iso', zone);
    if (at === null || !rules.instant.accepts(at)) throw refused('bad-time', from!);
    if (at > now) throw refused('not-yet', from!);
    return at;
  }

  /** The same where it must stand there. */
  neededTime(from: ValueFrom): Instant {
    const at = this.time(from);
    if (at === undefined) throw refused('missing-value', from);
    return at;
  }
}

export function refused(code: Fault['code'], { column }: ValueFrom): RowRefused {
  return new RowRefused({ code, ...(column && { column }) });
}
