/** When it is, on every page that is shown as a sample. */
export const at = '2026-11-27T14:05:00.000Z';
export const on = '2026-11-27';
/** Whoever can put text into a model can put this. */
export const name = 'Siân <b>O’Neill</b>';
