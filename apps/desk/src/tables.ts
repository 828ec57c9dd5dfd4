/** The tables that this app writes, and nobody else; of each, who may read it beside. */
export const readers = {
  desk_sessions: [],
  desk_staff: [],
  last_choices: [],
} as const;
