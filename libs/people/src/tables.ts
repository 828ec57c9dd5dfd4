/** The home of personal data: nobody else reads or writes these tables. */
export const readers = {
  people: [],
  earlier_details: [],
  routes: [],
  notes: [],
} as const;
