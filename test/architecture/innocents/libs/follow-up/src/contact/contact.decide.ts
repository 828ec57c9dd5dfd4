import * as calendar from '@kept-informed/calendar';
import * as commitments from '@kept-informed/commitments';
import { idOf, type FieldProblem } from '@kept-informed/decisions';
import type * as store from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

export type Parts = [typeof store, EntityManager];
export const recordContact = (): FieldProblem | { at: string } => ({ at: idOf(String(calendar), String(commitments)) });
