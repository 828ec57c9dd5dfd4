/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  imports: [],
  import_problems: [],
  early_outcomes: [],
} as const;
