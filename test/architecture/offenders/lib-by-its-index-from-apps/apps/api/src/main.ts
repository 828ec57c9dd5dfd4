import { hidden } from '../../../libs/event-store/src/hidden.js';

export const main = () => hidden;
