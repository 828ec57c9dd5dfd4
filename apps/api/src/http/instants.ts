const canonicalInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/;

/** For JSON.stringify: instants of whole seconds are told without their milliseconds. */
export function shorterInstants(_: string, value: unknown): unknown {
  return typeof value === 'string' && canonicalInstant.test(value) ? value.replace('.000Z', 'Z') : value;
}
