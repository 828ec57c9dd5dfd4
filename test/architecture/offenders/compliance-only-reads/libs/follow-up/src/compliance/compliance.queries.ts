import { WaiveObligation } from '../obligation/obligation.commands.js';

export const measures = () => new WaiveObligation();
