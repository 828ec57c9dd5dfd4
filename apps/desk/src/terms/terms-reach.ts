/** Who looks at what the force goes by. */
export const ofTerms = { roles: ['performance', 'supervisor', 'admin'], about: 'no-case' } as const;

/** A version as an address names it. */
export interface DraftAddress {
  readonly kind: string;
  readonly versionId: string;
}
