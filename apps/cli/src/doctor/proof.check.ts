import { setTimeout as delay } from 'node:timers/promises';
import { isOfLog, sealingState, type SignerKey } from '@kept-informed/proof';
import type { DataSource } from 'typeorm';
import { broken, ok, warning, type Finding } from './finding.js';

/** Within two seconds a fact is sealed; a moment more, for a machine that is busy. */
const sealedWithin = 4_000;
const lookEvery = 250;

/**
 * Whether what is recorded is sealed, by the key that this configuration has. By no clock, for facts may be recorded by one
 * that was moved: what waits now is looked at until it waits no more.
 */
export async function proofChecks({ manager }: DataSource, signer: SignerKey | null): Promise<Finding[]> {
  const { newest, waits } = await sealingState(manager);
  if (!signer)
    return [warning('proof', 'there is no PROOF_KEY: nothing is sealed', 'Give the workers one (docs/proof.md).')];
  if (newest && !isOfLog(newest, signer)) {
    const advice = 'Give the workers PROOF_KEY and PROOF_ORIGIN as they were: another key makes another log.';
    return [broken('proof', `${newest.origin} was sealed by another key or under another name`, advice)];
  }
  const end = Date.now() + sealedWithin;
  for (let first = waits; first !== undefined;) {
    if (Date.now() > end) {
      const advice = 'See that a worker runs with PROOF_KEY, and look for “proof” in its log.';
      return [broken('proof', `the fact at ${first} has waited for ${sealedWithin / 1_000} s to be sealed`, advice)];
    }
    await delay(lookEvery);
    const now = (await sealingState(manager)).waits;
    first = now === first ? first : undefined;
  }
  return [ok('proof', `what was recorded until now is sealed as ${signer.name}`)];
}
