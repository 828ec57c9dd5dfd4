// @ts-expect-error -- this is the offence
import { nothing } from './nowhere.js';

export const main = () => nothing as unknown;
