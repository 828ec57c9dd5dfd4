/** The home of personal data: nobody else reads or writes these tables. */
export const readers = {
  people: [],
  person_keys: [],
  earlier_details: [],
  routes: [],
  notes: [],
  drafts: [],
  unsealed: [],
  person_index: [],
  erasures: [],
  legal_holds: [],
  person_links: [],
  retention_reviews: [],
} as const;
