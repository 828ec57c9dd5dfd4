import {
  readCatalogue,
  commitmentOf,
  type Commitment,
  contentFrom,
  type GivenCalendar,
  type GivenHoliday,
  policyOf,
  type PolicyContent,
} from '@kept-informed/commitments';
import { englandAndWales } from '@kept-informed/calendar';
import { firstTerms } from './given.js';

export const catalogue = readCatalogue();
export const productEditions = new Set(catalogue.flatMap(({ editions }) => editions));

/** The policy that the demo's force starts with, with something otherwise. */
export const aPolicy = (more: Partial<PolicyContent> = {}): PolicyContent => ({ ...policyOf(firstTerms), ...more });

/** A promise of the force's own, adopted by a policy that names `cumbria-2026`. */
export const ownPromise = (more: Partial<Parameters<typeof commitmentOf>[0]> = {}): Commitment =>
  commitmentOf({
    id: 'CUMBRIA-CALL',
    edition: 'cumbria-2026',
    title: 'Called back within two days',
    trigger: 'crime-reported',
    owed_to: 'victim',
    limit: 'P2D',
    enhanced_limit: 'P1D',
    unit: 'working',
    conventions: '',
    recurs: 'no',
    clock_starts: 'occurred',
    discharged_by: 'update',
    methods: '',
    generated: '',
    pauses: '',
    reversible: '',
    duty_of: 'force',
    standard: '',
    from: '2026-01-01',
    to: '',
    source: 'local promise',
    ...more,
  });

/** What of the product's holidays a feed of some years would say. */
export function published(from: number, to: number): GivenHoliday[] {
  return [...englandAndWales.holidays.values()]
    .filter(({ date }) => Number(date.slice(0, 4)) >= from && Number(date.slice(0, 4)) <= to)
    .map(({ date, title }) => ({ date, title }));
}

export function given(holidays: readonly GivenHoliday[], more: Partial<GivenCalendar> = {}): GivenCalendar {
  const years = holidays.map(({ date }) => Number(date.slice(0, 4)));
  const field = (index: number) => (index < 0 ? '/holidays' : `/holidays/${index}`);
  return { years: { from: Math.min(...years), to: Math.max(...years) }, holidays, field, calledOff: [], ...more };
}

export const today = '2026-11-25';
export const aCalendar = (...added: GivenHoliday[]) =>
  contentFrom(given([...published(2026, 2028), ...added]), englandAndWales, today);
