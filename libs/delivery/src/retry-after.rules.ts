/** One of the three forms that a date in HTTP has (RFC 9110, 5.6.7). The last one, of C's asctime, names no zone: it is GMT. */
const httpDate =
  /^(?:\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT|\w{6,9}, \d\d-\w{3}-\d\d [\d:]{8} GMT|\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})$/;

/** The seconds that `Retry-After` asks for, said as a number or as a date; undefined where it says neither. */
export function secondsAsked(retryAfter: string | undefined, nowMs: number): number | undefined {
  const said = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Number(said);
  if (!httpDate.test(said)) return undefined;
  const at = Date.parse(said.endsWith('GMT') ? said : `${said} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1_000));
}
