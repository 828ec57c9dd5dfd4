import { createHash } from 'node:crypto';

export const idOf = (...parts: string[]) => createHash('sha256').update(parts.join()).digest('hex');
