/** Reads from notes and joins messages, as comments may say. */
export const own = `insert into cases select * from cases`;
