import type { MeasureAsked } from '@kept-informed/case-work';
import { type MeasuredId, measuredIds } from '@kept-informed/compliance';
import { NoSuchPage } from '../frame/page-trouble.js';
import { type Address, cellIn, textOf } from './report-query.js';

export const isMeasure = (name: unknown): name is MeasuredId => measuredIds.some((id) => id === name);

/** Of which measure, period and groups an address speaks, as known when. There is no page of what makes no sense. */
export function measureIn(address: Address): { readonly id: MeasuredId; readonly asked: MeasureAsked } {
  const id = address['measure'];
  if (!isMeasure(id)) throw new NoSuchPage();
  const { status: _, ...cell } = cellIn(address);
  return { id, asked: { ...cell, age: textOf(address, 'age'), daysToDue: textOf(address, 'daysToDue') } };
}

/** Whether an address asks for the part of a measure alone. */
export const partIn = (address: Address): true | undefined => (address['part'] === 'yes' ? true : undefined);
