/** The tables that this app writes, and nobody else; of each, who may read it beside. */
export const readers = {
  idempotency_keys: [],
  administrator_acts: [],
} as const;
