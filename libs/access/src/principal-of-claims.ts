import type { JWTPayload } from 'jose';
import { type Role, type Scope, type TokenHolder, roles, scopes } from './principal.js';

/** One short printable word: it goes into facts and log lines. */
const CODE = /^[\x21-\x7e]{1,128}$/;

const longestName = 200;

/** Where a provider puts what it says of somebody; each may be a dotted path. */
export interface ClaimNames {
  rolesClaim: string;
  staffClaim: string;
}

/**
 * Who the claims speak of. Undefined where the subject or staff id is no usable code. A person is known by the claim for
 * staff ids and by no other: with a second name for one person, one could pass for two. Machines, which have the role
 * `service` alone, may go without and are known by their subject. Roles and scopes of other systems in the same claims are left
 * out; a machine whose token names none of ours may read.
 */
export function principalOf(claims: JWTPayload, { rolesClaim, staffClaim }: ClaimNames): TokenHolder | undefined {
  const subject = claims.sub;
  const held = rolesIn(claimAt(claims, rolesClaim));
  const isMachine = held.every((role) => role === 'service');
  const staffId = claimAt(claims, staffClaim) ?? (isMachine ? subject : undefined);
  if (typeof subject !== 'string' || !CODE.test(subject)) return undefined;
  if (typeof staffId !== 'string' || !CODE.test(staffId)) return undefined;
  const { name } = claims;
  return {
    subject,
    staffId,
    roles: held,
    scopes: held.includes('service') ? scopesIn(claims) : [],
    ...(typeof name === 'string' && { name: name.slice(0, longestName) }),
  };
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
  const named = wordsIn(claim);
  return roles.filter((role) => named.includes(role));
}

/** `scope` as RFC 9068 has it, `scp` as others do. */
function scopesIn(claims: JWTPayload): Scope[] {
  const named = new Set([...wordsIn(claims['scope']), ...wordsIn(claims['scp'])]);
  const held = scopes.filter((scope) => named.has(scope));
  return held.length > 0 ? held : ['read'];
}

const wordsIn = (claim: unknown): unknown[] =>
  typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim : [];
