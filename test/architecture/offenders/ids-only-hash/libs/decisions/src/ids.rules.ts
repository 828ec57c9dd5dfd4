import { hostname } from 'node:os';

export const idOf = () => hostname();
