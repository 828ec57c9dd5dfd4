import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error for long work; nothing where nobody watches. */
export function progress(what: string, total: number): { update(done: number): void; stop(): void } {
  if (process.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const format = ` {bar} {percentage}% | {value}/{total} ${what} | {duration_formatted}`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
