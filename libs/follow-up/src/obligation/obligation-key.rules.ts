/** Why something is owed, to whom, and of a series since when and which period of it. */
export interface ObligationGrounds {
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
  readonly anchorId: string;
  readonly period: number;
}

/** What tells one obligation of a case from all others: the same for the same history. Its id is made of it. */
export function obligationKey(grounds: ObligationGrounds): string {
  const { commitment, participantId, triggerId, anchorId, period } = grounds;
  return `${commitment} ${participantId} ${triggerId} ${anchorId} ${period}`;
}
