import { Queue } from 'bullmq';

export const main = () => new Queue('checks');
