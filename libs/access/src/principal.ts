/** What somebody may do here. No role contains another: a route names every role it lets in. */
export const roles = ['desk', 'supervisor', 'performance', 'admin', 'service'] as const;

export type Role = (typeof roles)[number];

/** Who asks, as their token says. `staffId` is the code that facts carry; it is never a name. */
export interface Principal {
  subject: string;
  staffId: string;
  roles: Role[];
}
