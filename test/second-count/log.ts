import type { Fact } from '../oracle/history.js';

/** Reads rows of the database; values are given as parameters. */
export type Query = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;

interface LoggedFact {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: any;
  readonly occurred: Date | string;
  readonly known: Date | string | null;
  readonly recorded: Date | string;
  readonly recorded_by: string;
}

/** What the product worked out by itself is no fact that anybody recorded. */
const workedOut = '^(Obligation|Alert|Concern|Rungs|ContactSettled|DisputeEnded)';

interface Subject {
  readonly dispute: string;
  /** Of the obligation: commitment, participant, trigger, anchor and period. */
  readonly key: string;
  /** When it was raised. */
  readonly raisedAt: Date | string;
}

/** A decision names a dispute by an id; what that stands for, and no more, is taken from what the product worked out. */
const subjects = `
  select d.data->>'disputeId' as dispute, coalesce((d.data->>'raisedAt')::timestamptz, d.occurred) as "raisedAt", concat_ws(' ', a.data->>'commitment',
    a.data->>'participantId', a.data->>'triggerId', a.data->>'anchorId', a.data->>'period') as key
  from facts d join facts a on a.stream = d.stream and a.data->>'obligationId' = d.data->>'obligationId'
  where d.type = 'ObligationDisputed' and a.type = 'ObligationArose'`;

/** The facts that people, or an import for them, recorded of each case, in the order of recording. */
export async function recordedCases(query: Query): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const disputed = new Map(
    (await query<Subject>(subjects)).map(({ dispute, key, raisedAt }) => [dispute, { key, raisedAt: text(raisedAt) }]),
  );
  const rows = await query<LoggedFact>(
    `select stream, version, type, data, occurred, known, recorded, recorded_by from facts
     where stream like 'case-%' and type !~ $1 order by stream, version`,
    [workedOut],
  );
  const found = new Map<string, Fact[]>();
  for (const row of rows) {
    const caseId = row.stream.slice('case-'.length);
    const told = fact(row);
    const data = row.type === 'DisputeDecided' ? { ...row.data, ...disputed.get(row.data.disputeId) } : row.data;
    found.set(caseId, [...(found.get(caseId) ?? []), { ...told, data }]);
  }
  return found;
}

const text = (at: Date | string): string => new Date(at).toISOString();

/** What an import brings counts as recorded when it happened (rules.md, Corrections). */
function fact({ version, type, data, occurred, known, recorded, recorded_by: by }: LoggedFact): Fact {
  const at = text(occurred);
  return {
    type,
    data,
    occurred: at,
    ...(known !== null && { known: text(known) }),
    recorded: by === 'import' ? at : text(recorded),
    by,
    version,
  };
}

/** Facts by which a force went otherwise than by its file. */
export async function activations(query: Query): Promise<number> {
  const [row] = await query<{ count: number }>(
    `select count(*)::int as count from facts where type in ('PolicyActivated', 'CalendarActivated')`,
  );
  return row!.count;
}
