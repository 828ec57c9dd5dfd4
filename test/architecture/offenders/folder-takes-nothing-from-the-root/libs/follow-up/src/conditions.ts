export const conditions = [];
