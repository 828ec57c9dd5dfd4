import { formPage, type FormModel } from '../frame/form-page.js';

/** What the counter's forms say beside what all forms do: they know of no version of a case, and foresee nothing. */
type CounterFormModel = Omit<FormModel, 'subject' | 'version' | 'inTheWay' | 'changed' | 'foreseen'>;

export const counterForm = (model: CounterFormModel) =>
  formPage.with(
    { ...model, subject: '', version: 0, inTheWay: null, changed: [], foreseen: null },
    model.faults.length > 0 ? 422 : 200,
  );
