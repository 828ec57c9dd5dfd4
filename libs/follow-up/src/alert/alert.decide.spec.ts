import { describe, expect, it } from '@jest/globals';
import { lived, only, refusalOf } from '../../../../test/support/given.js';
import {
  caseOpened,
  contact,
  feedback,
  instant,
  joined,
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';
import { acknowledgeAlert } from './alert.decide.js';

const opened = '2026-03-01T10:00:00Z';
const now = instant('2026-03-13T12:00:00Z');
const told = [caseOpened(opened, 'feedback'), joined('ann', opened, 'feedback-giver'), feedback('ann', opened, true)];
const alertsAfter = (...more: PastFact[]) => {
  const { alerts } = lived([...told, ...more], only('QOS-FB-REPLY'), now, instant('2026-03-12T00:00:00Z'));
  return { alerts, alertId: [...alerts.raised.keys()][0]! };
};

describe('acknowledging an alert', () => {
  it('given one that is not there, then it is refused', () => {
    expect(refusalOf(() => acknowledgeAlert(alertsAfter().alerts, { alertId: 'x', withPlan: false }, now))).toEqual({
      code: 'unknown-alert',
      kind: 'not-found',
    });
  });

  it.each([
    ['the duty was met', contact('ann', '2026-03-13T10:00:00Z', { purpose: 'reply' })],
    ['the request was withdrawn', withdrawn('2026-03-13T10:00:00Z')],
  ])('given that %s, then it is refused', (_, more) => {
    const { alerts, alertId } = alertsAfter(more);
    expect(refusalOf(() => acknowledgeAlert(alerts, { alertId, withPlan: true }, now))).toEqual({
      code: 'alert-ended',
      kind: 'conflict',
    });
  });

  it('given one that is open, then it is taken on, with a plan or without', () => {
    const { alerts, alertId } = alertsAfter();
    const fact = { type: 'AlertAcknowledged', data: { alertId, withPlan: true }, occurred: now };
    expect(acknowledgeAlert(alerts, { alertId, withPlan: true }, now)).toEqual([fact]);
    expect(acknowledgeAlert(alerts, { alertId, withPlan: false }, now)).toHaveLength(1);
  });
});
