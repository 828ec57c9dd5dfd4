export type FieldProblem = 'case-closed';
