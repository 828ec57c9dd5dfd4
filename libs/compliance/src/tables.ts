/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  reckonings: [],
  reckoned_obligations: [],
  reckoned_days: [],
  reckoned_spans: [],
  reckoned_silences: [],
} as const;
