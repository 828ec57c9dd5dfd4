/** The clock that the whole process goes by. */
export const CLOCK = Symbol('clock');
