import { rowsOf } from './case.queries.js';

export const decide = () => rowsOf();
