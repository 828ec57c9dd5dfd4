/** What the names of cases' streams begin with. */
export const streamPrefix = 'case-';

/** The name of a case's stream. */
export const streamOf = (caseId: string): string => `${streamPrefix}${caseId}`;

/** The case that a stream tells of. */
export const caseIdOf = (stream: string): string => stream.slice(streamPrefix.length);
