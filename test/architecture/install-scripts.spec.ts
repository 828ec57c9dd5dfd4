import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
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

  const locks = ['package-lock.json', ...filesIn('test', /package-lock\.json$/)];

  it('are held to digests, those of other platforms too', () => {
    expect(locks.length).toBeGreaterThan(3);
    const loose = locks.flatMap((lock) => {
      const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as {
        packages: Record<string, { integrity?: string }>;
      };
      return Object.keys(packages).filter((name) => name !== '' && !packages[name]!.integrity);
    });
    expect(loose).toEqual([]);
  });

  it('are looked after wherever they are: weaknesses fail a build, what is out of date comes as a request', () => {
    const read = (file: string) => parse(readFileSync(join('.github', file), 'utf8'));
    const folders = locks.map((lock) => dirname(lock)).sort();
    expect(read('workflows/packages.yml').jobs.packages.strategy.matrix.folder.toSorted()).toEqual(folders);
    const { directories } = read('dependabot.yml').updates[0];
    expect(directories.map((folder: string) => folder.slice(1) || '.').sort()).toEqual(folders);
  });
});
