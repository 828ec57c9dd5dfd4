/** What somebody may do here. No role contains another: a route names every role it lets in. */
export const roles = ['desk', 'supervisor', 'performance', 'admin', 'service'] as const;

export type Role = (typeof roles)[number];

/** Whom a token speaks of. `staffId` is the code that facts carry; it is never a name. */
export interface TokenHolder {
  subject: string;
  staffId: string;
  roles: Role[];
}

/** Who asks, as their token says. */
export interface Principal extends TokenHolder {
  /** Milliseconds since 1970 at which the token ends. */
  until: number;
}
