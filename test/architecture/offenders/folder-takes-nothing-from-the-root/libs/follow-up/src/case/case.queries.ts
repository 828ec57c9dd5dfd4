import { conditions } from '../conditions.js';

export const rowsOf = () => conditions;
