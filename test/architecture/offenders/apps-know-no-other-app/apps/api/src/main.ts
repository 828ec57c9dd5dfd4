import { work } from '../../worker/src/index.js';

export const main = () => work();
