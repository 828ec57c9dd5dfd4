import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { httpFile, made } from './http-file.mjs';

describe('the example requests', () => {
  it.each(Object.keys(made))('say the same in %s', (name) => {
    // Written by `node test/http-file/http-file.mjs`.
    expect(readFileSync(`docs/examples/${name}`, 'utf8')).toBe(made[name]!(httpFile()));
  });

  it('take from answers what an earlier request has given, and leave nothing to fill in by hand', () => {
    const { requests } = httpFile();
    for (const [at, request] of requests.entries()) {
      const before = new Set(requests.slice(0, at).map(({ name }) => name));
      const from = [...JSON.stringify(request).matchAll(/{{(\w+)\.response/g)].map(([, name]) => name);
      expect(from.filter((name) => !before.has(name))).toEqual([]);
    }
    for (const make of Object.values(made)) expect(make(httpFile())).not.toMatch(/\.response\.body\.\$|iso8601/);
  });
});
