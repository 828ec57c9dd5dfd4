import { createHash } from 'node:crypto';

export const dates = () => createHash('sha256');
