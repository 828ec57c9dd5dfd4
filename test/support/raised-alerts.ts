import type { Clock } from '@kept-informed/calendar';
import { FactStore, UnitOfWork, type NewFact } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';

const occurred = '2026-11-28T10:00:00.000Z';

/** What records facts in a transaction of its own, as another process would. */
export function recorder(database: DataSource) {
  const work = new UnitOfWork(database);
  return { work, store: new FactStore(work, projections) };
}

/** Raises alerts, as many as are asked for, on a new case each time, and answers their ids: those of case 3 are case-3-0, … */
export function alertsRaised(database: DataSource, clock: Pick<Clock, 'now'>) {
  let cases = 0;
  return async (
    count: number,
    { store } = recorder(database),
    more: { readonly bcu?: string; readonly recipient?: string } = {},
  ): Promise<string[]> => {
    const caseId = `case-${(cases += 1)}`;
    const { bcu = 'South Cumbria', recipient = 'sgt-2022' } = more;
    const opening = { caseId, kind: 'enquiry', reference: caseId, area: { bcu } };
    const ids = Array.from({ length: count }, (_, index) => `${caseId}-${index}`);
    const raised = ids.map((alertId) => ({
      alertId,
      obligationId: alertId,
      generation: 1,
      rung: 'missed',
      recipient,
      caughtUp: false,
    }));
    const facts: NewFact[] = [
      { type: 'CaseOpened', data: opening, occurred },
      ...raised.map((data) => ({ type: 'AlertRaised', data, occurred })),
    ];
    const recording = { by: 'spec', requestId: 'spec', recorded: clock.now() };
    await store.append([{ stream: `case-${caseId}`, expected: 0, facts }], recording);
    return ids;
  };
}
