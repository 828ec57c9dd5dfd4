import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportPlan } from './plan.js';
import { planning } from '../../../../test/support/police-uk.js';

/** Beside the project, never in it; elsewhere where STREET_FILES says so, as for the bench. */
const FOLDER = process.env['STREET_FILES'] ?? '../shared/data';

const files = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\d{4}-\d{2}-.*-(?:street|outcomes)\.csv(?:\.gz)?$/.test(name))
      .map((name) => join(FOLDER, name))
  : [];

if (files.length === 0) process.stderr.write(`The real files of data.police.uk are not in ${FOLDER}: not read.\n`);

(files.length > 0 ? describe : describe.skip)('the real files of data.police.uk', () => {
  let plan: ImportPlan;

  it('are read to the last row', async () => {
    plan = await planning(files);
    expect(plan.counts.refused).toEqual({});
    expect(plan.cases.length).toBeGreaterThan(0);
    expect(plan.cases.length + plan.counts.repeated).toBe(plan.counts.rows.street);
  });

  it('give no two cases of one kind the same reference', () => {
    expect(new Set(plan.cases.map(({ kind, reference }) => `${kind} ${reference}`)).size).toBe(plan.cases.length);
  });

  it('give no milestone before its case', () => {
    const early = plan.cases.filter(({ openedAt, milestones }) =>
      milestones.some(({ occurredAt }) => occurredAt < openedAt),
    );
    expect(early).toEqual([]);
  });
});
