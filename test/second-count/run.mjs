import { register } from 'node:module';

// Runs the sources as they are: whoever counts again needs no build.
register('./load-sources.mjs', import.meta.url);
await import('./main.ts');
