export const rowsOf = () => [];
