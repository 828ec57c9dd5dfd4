/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  sealed_facts: [],
  sealed_subtrees: [],
  checkpoints: [],
  cosignatures: [],
} as const;
