import { WaiveObligation } from '../../case-work/src/index.js';

export const measures = () => new WaiveObligation();
