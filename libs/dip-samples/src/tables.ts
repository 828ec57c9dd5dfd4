/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  dip_samples: [],
} as const;
