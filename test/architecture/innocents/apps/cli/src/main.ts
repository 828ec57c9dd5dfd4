import { page } from '../../api/src/index.js';
import { work } from '../../worker/src/index.js';

export const main = () => [page, work];
