#!/usr/bin/env node
// The entry of `npm start` and `npx kept-informed`. A bare clone sets itself up first; stdout is left to the program.
import { fileURLToPath } from 'node:url';
import { setUp, tell } from './set-up.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  tell(`Node ${process.versions.node} is too old; 20.19 or newer is needed.`);
  process.exit(1);
}

try {
  await setUp(fileURLToPath(new URL('../../../', import.meta.url)));
} catch (error) {
  tell(error.message);
  process.exit(error.exitCode ?? 1);
}

// npx starts us by a shell that ends at a signal without passing it on; `npm start` has the shell give way to us.
if (process.env.npm_command === 'exec') {
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && process.kill(process.pid), 250).unref();
}

// In this process, so that signals and the exit code are the program's own.
await import('../../../dist/apps/cli/src/main.js');
