import type { NewFactOf } from '@kept-informed/event-store';
import type { CaseAssigned, CaseClosed } from '../../../libs/follow-up/src/case/case.events.js';

/** A fact has a field too many, lacks one, or says something in one that cannot be. */
export const assigned: NewFactOf<CaseAssigned>[] = [
  { type: 'CaseAssigned', data: { staffId: 'pc-1', team: 'a', name: 'Ann' }, occurred: '' }, // must not compile: TS2353
  { type: 'CaseAssigned', data: { staffId: 'pc-1' }, occurred: '' }, // must not compile: TS2741
];
export const closed: NewFactOf<CaseClosed> = {
  type: 'CaseClosed',
  data: { closureId: 'closure-1', reason: 'bored' }, // must not compile: TS2322
  occurred: '',
};
