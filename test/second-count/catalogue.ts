import type { Commitment } from '@kept-informed/commitments';
import { parse } from 'csv-parse/sync';

type Row = Record<string, string>;
type Way = Commitment['dischargedBy'][number];

/** The catalogue as its columns say, read a second time; what is only shown of it is left out. */
export function catalogueIn(text: string): Commitment[] {
  return (parse(text, { columns: true }) as Row[]).map(commitment);
}

function commitment(row: Row): Commitment {
  const cell = (name: string): string => row[name]!.trim();
  const orNull = (name: string): string | null => cell(name) || null;
  const unit = cell('unit');
  return {
    id: cell('id'),
    editions: list(cell('edition')),
    title: cell('title'),
    triggers: list(cell('trigger')),
    owedTo: list(cell('owed_to')),
    limit: orNull('limit'),
    enhancedLimit: orNull('enhanced_limit'),
    unit: unit === 'working' || unit === 'elapsed' ? unit : 'calendar',
    ...(cell('conventions') && { conventions: list(cell('conventions')) as unknown as Commitment['conventions'] }),
    recurs: cell('recurs') as Commitment['recurs'],
    fromKnown: cell('clock_starts') === 'known',
    ...(cell('clock_starts') === 'decided' && { fromDecided: true as const }),
    dischargedBy: cell('discharged_by').split(' or ').map(way),
    methods: cell('methods') ? (list(cell('methods')) as unknown as Commitment['methods']) : null,
    generated: cell('generated') === 'yes',
    pausesFor: cell('pauses') ? cell('pauses').split(/; */) : [],
    reversible: cell('reversible') === 'yes',
    dutyOf: cell('duty_of'),
    bodies: cell('duty_of').split(' or ').map(body) as unknown as Commitment['bodies'],
    standard: orNull('standard') as Commitment['standard'],
    from: cell('from'),
    to: orNull('to'),
    source: cell('source'),
  };
}

const list = (text: string): string[] => text.split(/, */);

function way(text: string): Way {
  const [first, ...rest] = text.split(' ');
  if (first === 'update') return { by: 'update' };
  if (first === 'contact-plan') return { by: 'contact-plan' };
  if (first === 'tells') return { by: 'tells', ...(rest[0] && { trigger: rest[0] }) };
  return { by: 'purpose', purpose: first!, withDate: rest.join(' ') === 'with a date' };
}

function body(name: string): string {
  if (name === 'police' || name === 'appropriate authority') return 'force';
  return name === 'CPS' ? 'cps' : name.replace(' ', '-');
}
