/** The home of personal data: nobody else reads or writes these tables. */
export const readers = {
  people: [],
  routes: [],
  notes: [],
} as const;
