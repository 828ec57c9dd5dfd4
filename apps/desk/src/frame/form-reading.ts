import { Refused } from '@kept-informed/decisions';
import { readFields } from '@kept-informed/fields';
import type { FormFault } from './form-field.js';

/** What a form cannot be recorded for. `changed`: the case is another than was looked at. */
export interface NotRecorded {
  /** Each with the part of the request that it is about: `/participants/0/name`. */
  readonly faults: readonly FormFault[];
  readonly changed: boolean;
  /** The case that stands in the way of it; null: none, or none that who asks sees. */
  readonly inTheWay: string | null;
}

/** Does what a form asks for, or answers what has to be mended. Nothing to be found flies. */
export async function readForm<Fields extends object, Answer>(
  Request: new () => Fields,
  asked: object,
  act: (request: Fields) => Promise<Answer>,
): Promise<Answer | NotRecorded> {
  const { value, faults } = readFields(Request, asked);
  if (faults.length > 0)
    return notRecorded(faults.map(({ path, detail }) => ({ field: `/${path.join('/')}`, detail })));
  try {
    return await act(value);
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.kind === 'not-found') throw error;
    const { kind, code, field = '', detail, problems, extra } = error.refusal;
    if (kind === 'stale') return { faults: [], changed: true, inTheWay: null };
    const about = code === 'reference-taken' ? '/reference' : field;
    return { ...notRecorded(problems ?? [{ field: about, detail }]), inTheWay: (extra?.['caseId'] as string) ?? null };
  }
}

const notRecorded = (problems: readonly { readonly field: string; readonly detail: string }[]): NotRecorded => ({
  faults: problems.map(({ field, detail }) => ({ field, text: detail })),
  changed: false,
  inTheWay: null,
});

/** Whether what came of a form is that nothing was recorded. */
export const isNotRecorded = (result: unknown): result is NotRecorded =>
  typeof result === 'object' && result !== null && 'inTheWay' in result;
