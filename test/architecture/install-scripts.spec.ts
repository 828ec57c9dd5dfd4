import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { filesIn } from './citations.js';

/** Each place where npm is told to install, by its file; on one line, as a shell or a list of arguments has it. */
function installationsIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => /npm (ci|install|i|add)\b|\(?'npm', \[?'?(ci|install)'|\(root, \['ci'/.test(line));
}

describe('packages', () => {
  const files = [
    'package.json',
    'Dockerfile',
    'apps/cli/bin/set-up.mjs',
    ...filesIn('.github', /\.yml$/),
    ...filesIn('.ci', /./),
    ...filesIn('test/bench/support', /\.mjs$/),
  ];

  it('are installed without their scripts wherever they are', () => {
    const installing = files.flatMap((file) => installationsIn(file).map((line) => [file, line.trim()]));
    expect(installing.length).toBeGreaterThan(4);
    const told = installing.filter(([, line]) => !/^(\/\/|tell\()|failed/.test(line!));
    expect(told.filter(([, line]) => !/--ignore-scripts|\.\.\.flags/.test(line!))).toEqual([]);
  });
});
