import type { PendingSignIn } from './sessions.js';

/**
 * Whether somebody who comes back from the provider has proved who they are since they ended their sessions (`signedOutAt`, in
 * milliseconds since 1970). `provenAt` is in whole seconds, rounded down: within the same second it counts only where they were
 * asked. Undefined, because the provider does not say: that they were asked has to do.
 */
export function isProvenSince(
  signedOutAt: number,
  provenAt: number | undefined,
  { fresh }: Pick<PendingSignIn, 'fresh'>,
): boolean {
  if (provenAt === undefined) return fresh;
  const seconds = signedOutAt / 1_000;
  return provenAt >= (fresh ? Math.floor(seconds) : seconds);
}
