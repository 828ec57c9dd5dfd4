// What `npm run dev` has loaded before it is needed. Packages only: they stay as they are while sources change.
import { once } from 'node:events';

// Before the wait, so that this process ends with the one that made it, however that ends.
process.once('disconnect', () => process.kill(process.pid));

const slowest = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', '@nestjs/swagger', '@nestjs/cqrs'];
for (const name of ['reflect-metadata', ...slowest, 'typeorm', 'bullmq']) await import(name);
await once(process, 'message');
