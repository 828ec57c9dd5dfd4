import type { Zone } from '@kept-informed/calendar';
import type { CounterView } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import type { FormBody } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import type { LinesUnder } from '../frame/form-page.js';
import type { CounterPlace } from './checked.js';

/** Whom a form of the counter is about, and where it is now. */
export interface CounterFormScene extends CounterPlace {
  readonly view: CounterView;
  readonly zone: Zone;
}

/** A form of the counter: what it asks for, and what becomes of it. */
export interface CounterForm<Fields extends object> {
  /** In its address. */
  readonly name: 'message' | 'enquiry';
  readonly title: string;
  readonly button: string;
  readonly Request: new () => Fields;
  /** What stands in it when it is opened. */
  readonly begins: FormBody;
  toKnow(scene: CounterFormScene): readonly LinesUnder[];
  fields(scene: CounterFormScene): readonly FormField[];
  /** As the request's class is read from. */
  request(body: FormBody, scene: CounterFormScene): object;
  record(caseId: string, request: Fields, requester: Requester): Promise<unknown>;
}
