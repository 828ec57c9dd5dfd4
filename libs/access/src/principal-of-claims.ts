import type { JWTPayload } from 'jose';
import { type Role, type TokenHolder, roles } from './principal.js';

/** One short printable word: it goes into facts and log lines. */
const CODE = /^[\x21-\x7e]{1,128}$/;

/** Where a provider puts what it says of somebody; each may be a dotted path. */
export interface ClaimNames {
  rolesClaim: string;
  staffClaim: string;
}

/**
 * Who the claims speak of. Undefined where the subject or staff id is no usable code. A person is known by the claim for
 * staff ids and by no other: with a second name for one person, one could pass for two. Machines, which have the role
 * `service` alone, may go without and are known by their subject. Roles of other systems in the same claim are left out.
 */
export function principalOf(claims: JWTPayload, { rolesClaim, staffClaim }: ClaimNames): TokenHolder | undefined {
  const subject = claims.sub;
  const held = rolesIn(claimAt(claims, rolesClaim));
  const isMachine = held.every((role) => role === 'service');
  const staffId = claimAt(claims, staffClaim) ?? (isMachine ? subject : undefined);
  if (typeof subject !== 'string' || !CODE.test(subject)) return undefined;
  if (typeof staffId !== 'string' || !CODE.test(staffId)) return undefined;
  return { subject, staffId, roles: held };
}

/** The claim of exactly this name, or else the one that the dotted path leads to (`realm_access.roles`). */
function claimAt(claims: object, path: string): unknown {
  if (Object.hasOwn(claims, path)) return (claims as Record<string, unknown>)[path];
  return path.split('.').reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string, unknown>)[step];
  }, claims);
}

function rolesIn(claim: unknown): Role[] {
  const named = typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim : [];
  return roles.filter((role) => named.includes(role));
}
