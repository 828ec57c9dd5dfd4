import type { OtherBody } from '@kept-informed/directory';

/** Who a commitment can bind (words.md, Promises). */
export const bodies = ['force', 'witness-care', 'cps', 'probation', 'court'] as const satisfies readonly (
  'force' | OtherBody
)[];
export type ResponsibleBody = (typeof bodies)[number];

/** As the sources name them: police and appropriate authority are the force. */
export const bodyNames: ReadonlyMap<string, ResponsibleBody> = new Map([
  ['force', 'force'],
  ['police', 'force'],
  ['appropriate authority', 'force'],
  ['witness care', 'witness-care'],
  ['CPS', 'cps'],
  ['probation', 'probation'],
  ['court', 'court'],
]);
