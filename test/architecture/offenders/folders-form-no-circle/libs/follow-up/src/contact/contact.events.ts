import type { Plan } from '../case/case.state.js';

export type ContactEvent = Plan;
