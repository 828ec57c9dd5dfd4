import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

export const work = () => [Queue, Redis];
