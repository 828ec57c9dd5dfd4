export type Refusal = 'case-closed';
