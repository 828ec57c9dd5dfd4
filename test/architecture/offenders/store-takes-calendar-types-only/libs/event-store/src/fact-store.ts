import { systemClock } from '../../calendar/src/index.js';

export const now = () => systemClock();
