import type { PublishedAnswer, PublishedVersions } from '@kept-informed/publications';
import { canonicalJson } from '@kept-informed/proof';

/** A row of a report that is answered otherwise than it was given; null where there was, or is, no such row. */
export interface RestatedRow {
  /** Null: the totals. */
  readonly group: object | null;
  readonly before: object | null;
  readonly after: object | null;
}

export interface RestatedQuestion {
  /** Which of the questions, from 0. */
  readonly question: number;
  readonly rows: readonly RestatedRow[];
}

export interface Verification {
  readonly digest: string;
  readonly unchanged: boolean;
  readonly sealed: { readonly leaf: number; readonly checkpoint: string } | null;
  readonly same: boolean;
  readonly restated: readonly RestatedQuestion[];
  readonly versions: PublishedVersions;
}

interface Rows {
  readonly rows: readonly { readonly group: object }[];
  readonly totals: object;
}

/** What is answered otherwise now, question by question; none where all is the same to the byte. */
export function restatedAnswers(
  given: readonly PublishedAnswer[],
  now: readonly PublishedAnswer[],
): RestatedQuestion[] {
  return given.flatMap(({ answer }, question) => {
    const again = now[question]!.answer;
    if (canonicalJson(answer) === canonicalJson(again)) return [];
    return [{ question, rows: restatedRows(answer as Rows, again as Rows) }];
  });
}

function restatedRows(before: Rows, after: Rows): RestatedRow[] {
  const [then, now] = [byGroup(before), byGroup(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const pair = { before: then.get(key) ?? null, after: now.get(key) ?? null };
    if (canonicalJson(pair.before) === canonicalJson(pair.after)) return [];
    return [{ group: key === ofTotals ? null : (JSON.parse(key) as object), ...pair }];
  });
}

const ofTotals = '';

/** Each row without its group, by that, and the totals. */
function byGroup({ rows, totals }: Rows): ReadonlyMap<string, object> {
  const named = rows.map(({ group, ...row }): [string, object] => [canonicalJson(group), row]);
  return new Map([...named, [ofTotals, totals]]);
}
