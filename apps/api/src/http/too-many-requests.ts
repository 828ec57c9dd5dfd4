import { ProblemException } from './problem.js';

/** What whoever asks too often is told. */
export const tooManyRequests = (seconds: number): ProblemException =>
  new ProblemException(429, 'too-many-requests', 'Too many requests', { headers: { 'Retry-After': String(seconds) } });
