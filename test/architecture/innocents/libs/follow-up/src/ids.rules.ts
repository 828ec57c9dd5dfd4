import { createHash } from 'node:crypto';

export const idOf = (text: string) => createHash('sha256').update(text).digest('hex');
