export const erase = (which: string) => 'with gone as (DELETE FROM notes) select ' + which;
export const known = 'select true from only people, routes';
