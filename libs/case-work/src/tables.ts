/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  idempotency_keys: [],
  looks: ['api', 'desk'],
  shown_people: ['api', 'desk'],
  administrator_acts: ['api'],
} as const;
