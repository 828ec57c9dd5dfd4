import { work } from '../../worker/src/work.js';

export const main = () => work();
