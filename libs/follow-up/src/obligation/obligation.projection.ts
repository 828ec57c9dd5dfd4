import type { Projection, RecordedFact } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { ofField } from '../stream/projecting.js';
import type { DueDate, ObligationEvent } from './obligation.events.js';

/** Columns of an obligation's row and what becomes of them. */
type Row = Record<string, unknown>;

const due = ({ dueOn, dueAt, generation, rungs, calendarVersion, stops }: DueDate): Row => ({
  due_on: dueOn,
  due_at: dueAt,
  generation,
  rungs,
  calendar_version: calendarVersion,
  stops: spans(stops),
});

/** Spans of time as PostgreSQL writes them, each from an instant up to another. */
const spans = (stops: DueDate['stops']): string | null =>
  stops ? `{${stops.map(({ from, to }) => `[${from},${to})`).join()}}` : null;

const unsettled: Row = {
  settled_as: null,
  settled_at: null,
  discharged_by: null,
  recorded_late: false,
  lapsed_at: null,
  paused_at: null,
};

const settledAs =
  (as: string) =>
  ({ occurred }: RecordedFact): Row => ({ ...unsettled, settled_as: as, settled_at: occurred });

/** What each fact changes of its obligation's row. */
const changesOf: {
  readonly [Type in ObligationEvent['type']]: (fact: Extract<ObligationEvent, { type: Type }>) => Row;
} = {
  // Spelled out: spread together, building these rows took six times as long, a third of all the rest.
  ObligationArose: ({ occurred, data }) => ({
    obligation_id: data.obligationId,
    case_id: data.caseId,
    participant_id: data.participantId,
    commitment: data.commitment,
    edition: data.edition,
    trigger: data.trigger,
    trigger_id: data.triggerId,
    anchor_id: data.anchorId,
    period: data.period,
    unit: data.unit,
    time_limit: data.limit,
    starts_at: data.startsAt,
    arisen_at: occurred,
    due_on: data.dueOn,
    due_at: data.dueAt,
    generation: data.generation,
    rungs: data.rungs,
    calendar_version: data.calendarVersion,
    stops: spans(data.stops),
    missed: false,
    lapsed_at: null,
    settled_as: null,
    settled_at: null,
    discharged_by: null,
    recorded_late: false,
    paused_at: null,
  }),
  ObligationRederived: ({ data }) => ({
    ...due(data),
    starts_at: data.startsAt,
    time_limit: data.limit,
    ...(data.unit !== undefined && { unit: data.unit }),
  }),
  ObligationMissed: () => ({ missed: true }),
  ObligationLapsed: ({ occurred }) => ({ lapsed_at: occurred, paused_at: null }),
  ObligationPaused: ({ occurred }) => ({ paused_at: occurred }),
  ObligationResumed: () => ({ paused_at: null }),
  ObligationWaived: settledAs('waived'),
  ObligationExcused: settledAs('excused'),
  ObligationMet: ({ occurred, data }) => ({
    settled_as: data.late ? 'met-late' : 'met',
    settled_at: occurred,
    discharged_by: data.dischargedBy,
    recorded_late: data.recordedLate,
    lapsed_at: null,
    paused_at: null,
  }),
  ObligationVoided: settledAs('voided'),
  ObligationSuperseded: settledAs('superseded'),
  ObligationReopened: () => unsettled,
};

/** What a report as known then asks of an obligation. */
const versioned = ['due_on', 'due_at', 'generation', 'stops', 'missed', ...Object.keys(unsettled)];

/** What a batch leaves of one obligation's row, and the versions on the way there. */
interface Brought {
  readonly arose: boolean;
  readonly row: Row;
  readonly versions: Row[];
}

/**
 * All facts of an obligation in a batch become one change of its row, however many they are: a row is in half a dozen
 * indexes, and one that arises, is told of and is met in one batch was written three times and more.
 */
function broughtBy(facts: readonly RecordedFact[]): Brought[] {
  const found = new Map<string, Brought>();
  for (const fact of facts as readonly ObligationEvent[]) {
    const { obligationId } = fact.data;
    const change = changesOf[fact.type] as (fact: ObligationEvent) => Row;
    const changes = change(fact);
    let brought = found.get(obligationId);
    if (brought) Object.assign(brought.row, changes);
    else {
      const arose = fact.type === 'ObligationArose';
      brought = {
        arose,
        row: arose ? changes : { obligation_id: obligationId, ...changes },
        versions: [],
      };
      found.set(obligationId, brought);
    }
    brought.versions.push(versionOf(brought.row, fact));
  }
  return [...found.values()];
}

function versionOf(row: Row, { position, recorded }: RecordedFact): Row {
  const version: Row = { obligation_id: row['obligation_id'], position, recorded_at: recorded };
  for (const column of versioned) if (column in row) version[column] = row[column];
  return version;
}

const arisen = `
  with added as (insert into obligations select * from jsonb_populate_recordset(null::obligations, $1::jsonb))
  insert into obligation_versions select * from jsonb_populate_recordset(null::obligation_versions, $2::jsonb)`;

/** The rows as they were, with the changes laid over them; versions likewise. */
const changed = (columns: readonly string[]): string => `
  with changes as materialized (
    select before.obligation_id, jsonb_populate_record(before, value) as stands
    from jsonb_array_elements($1::jsonb) join obligations before on before.obligation_id = value->>'obligation_id'
  ), changed as (
    update obligations set ${columns.map((column) => `${column} = (stands).${column}`).join(', ')}
    from changes where obligations.obligation_id = changes.obligation_id
  )
  insert into obligation_versions (obligation_id, position, recorded_at, ${versioned.join(', ')})
  select before.obligation_id, (value->>'position')::bigint, (value->>'recorded_at')::timestamptz,
    ${versioned.map((column) => `stood.${column}`).join(', ')}
  from jsonb_array_elements($2::jsonb) join obligations before on before.obligation_id = value->>'obligation_id',
    jsonb_populate_record(before, value) as stood`;

async function bring(facts: readonly RecordedFact[], manager: EntityManager): Promise<void> {
  const all = broughtBy(facts);
  const ask = (sql: string, brought: readonly Brought[]) => {
    const given = [brought.map(({ row }) => row), brought.flatMap(({ versions }) => versions)];
    return manager.query(
      sql,
      given.map((rows) => JSON.stringify(rows)),
    );
  };
  const added = all.filter(({ arose }) => arose);
  if (added.length > 0) await ask(arisen, added);
  const others = all.filter(({ arose }) => !arose);
  if (others.length === 0) return;
  const columns = new Set(others.flatMap(({ row }) => Object.keys(row)));
  columns.delete('obligation_id');
  await ask(changed([...columns]), others);
}

/** What is owed, as it stands and as it was known at any time. */
export const obligations: Projection = {
  name: 'obligations',
  of: ofField('obligationId'),
  tables: ['obligations', 'obligation_versions'],
  on: Object.fromEntries(Object.keys(changesOf).map((type) => [type, bring])),
};
