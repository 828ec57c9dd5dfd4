/** SQL of the middle value of a group, as `median` of statistics has it. */
export const middleOf = (value: string): string => `percentile_cont(0.5) within group (order by ${value})`;
