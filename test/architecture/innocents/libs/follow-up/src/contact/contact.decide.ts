import * as calendar from '@kept-informed/calendar';
import type * as store from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { Refusal } from '../follow-up.refusals.js';
import { idOf } from '../ids.rules.js';
import type { RecordContact } from './contact.commands.js';

export type Asked = [RecordContact, EntityManager];
export const recordContact = (): Partial<typeof store> | Refusal | { at: string } => ({ at: idOf(String(calendar)) });
