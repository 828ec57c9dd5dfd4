import { hidden } from '../../../event-store/src/hidden.js';

export const rowsOf = () => hidden;
