/** What somebody may do here. No role contains another: a route names every role it lets in. */
export const roles = ['desk', 'counter', 'supervisor', 'performance', 'committee', 'admin', 'service'] as const;

export type Role = (typeof roles)[number];

/** What another system's client may do, as its token says; one that says nothing may `read`. */
export const scopes = ['read', 'cases:write', 'contacts:write', 'milestones:write'] as const;

export type Scope = (typeof scopes)[number];

/** Whom a route lets in: people by their role, other systems by a scope of theirs. */
export type Party = Exclude<Role, 'service'> | Scope;

/** Whom a token speaks of. `staffId` is the code that facts carry; it is never a name. */
export interface TokenHolder {
  subject: string;
  staffId: string;
  roles: Role[];
  /** What a client with the role `service` may do; nobody else has any. */
  scopes: Scope[];
  /** What they are called, where the token says; compared with whom they look at, and kept nowhere. */
  name?: string;
}

/** Who asks, as their token says. */
export interface Principal extends TokenHolder {
  /** Milliseconds since 1970 at which the token ends. */
  until: number;
}

const scopeNames: ReadonlySet<string> = new Set(scopes);

/** Whether one of these parties is who asks. */
export function isAmong(parties: readonly Party[], principal: TokenHolder): boolean {
  const held: readonly string[] = principal.roles;
  return parties.some((party) =>
    scopeNames.has(party) ? principal.scopes.includes(party as Scope) : held.includes(party),
  );
}

/** The roles that these parties have: `service` for a scope. */
export function rolesOf(parties: readonly Party[]): Role[] {
  return roles.filter((role) =>
    role === 'service' ? parties.some((party) => scopeNames.has(party)) : parties.includes(role),
  );
}
