import { describe, expect, it } from '@jest/globals';
import type { RecordedFact, RowChange } from '@kept-informed/event-store';
import { alertChanges, leftByChange } from './alert-change.rules.js';
import type { AlertEvent } from './alert.events.js';
import { alertTables } from './alert.projection.js';
import { alertFold } from './alert.state.js';

const of = { alertId: 'alert-1' };
const raising = { ...of, rung: 'missed', recipient: 'sgt-1', caughtUp: false };
const until = '2026-03-17T09:00:00.000Z';

/** One fact of each type, and what others are told that it left. */
const told: { readonly [Type in AlertEvent['type']]: readonly [Extract<AlertEvent, { type: Type }>['data'], object?] } =
  {
    AlertRaised: [
      { ...raising, obligationId: 'obligation-1', generation: 1 },
      { status: 'open', recipient: 'sgt-1', snoozedUntil: null },
    ],
    ConcernRaised: [
      { ...raising, contactId: 'contact-1' },
      { status: 'open', recipient: 'sgt-1', snoozedUntil: null },
    ],
    RungsSkipped: [{ obligationId: 'obligation-1', generation: 1, rungs: ['due-soon'], reason: 'already-past' }],
    AlertAcknowledged: [
      { ...of, withPlan: false },
      { status: 'acknowledged', snoozedUntil: null },
    ],
    AlertSnoozed: [
      { ...of, until },
      { status: 'snoozed', snoozedUntil: until },
    ],
    AlertAwoke: [
      { ...of, recipient: 'sgt-1' },
      { status: 'open', snoozedUntil: null },
    ],
    AlertHandedOver: [{ ...of, from: 'sgt-1', to: 'sgt-2' }, { recipient: 'sgt-2' }],
    AlertUndeliverable: [{ ...of, recipient: 'sgt-1' }, {}],
    AlertCleared: [of, { status: 'cleared', snoozedUntil: null }],
    AlertWithdrawn: [
      { ...of, reason: 'no-longer-owed' },
      { status: 'withdrawn', snoozedUntil: null },
    ],
  };
const types = Object.keys(alertFold) as AlertEvent['type'][];
const factOf = (type: AlertEvent['type']) =>
  ({ type, stream: 'case-1', position: '1', data: told[type][0] }) as unknown as RecordedFact;

describe('the changes of alerts that others are told of', () => {
  it('are all facts that an alert is folded from, but for rungs that raised none', () => {
    expect(types.filter((type) => !alertChanges.has(type))).toEqual(['RungsSkipped']);
    expect([...alertChanges.keys()].filter((type) => !(type in alertFold))).toEqual([]);
  });

  it.each(types.filter((type) => alertChanges.has(type)))('%s, then what it left of the alert is told', (type) => {
    expect(leftByChange(factOf(type))).toEqual(told[type][1]);
  });

  it.each(types.filter((type) => alertChanges.has(type)))('%s, then it is what the list shows after it', (type) => {
    const project = alertTables.on[type] as (fact: RecordedFact) => readonly RowChange[];
    const row = Object.assign({}, ...project(factOf(type)).map((change) => change.row)) as Record<string, unknown>;
    const { status, recipient, snoozedUntil } = leftByChange(factOf(type));
    expect([status, recipient, snoozedUntil]).toEqual([row['status'], row['recipient'], row['snoozed_until']]);
  });
});
