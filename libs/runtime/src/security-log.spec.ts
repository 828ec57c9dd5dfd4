import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { processLogger } from './logger.js';
import { securityTotals, tellSecurity } from './security-log.js';

const told: string[] = [];
let written: ReturnType<typeof jest.spyOn>;

beforeEach(() => {
  told.length = 0;
  written = jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
});
afterEach(() => {
  written.mockRestore();
  jest.useRealTimers();
});

describe('the security log', () => {
  it.each(['fatal', 'error', 'log'])('is told at any level, and nothing else of its loudness is: %s', (level) => {
    const logger = processLogger(level, true);
    Logger.overrideLogger(logger);
    tellSecurity('authz_admin', ['admin-4001', '/webhooks'], { request: 'r-1', object: undefined });
    new Logger('Worker').warn('No pulse');
    const lines = told.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.slice(0, 1)).toMatchObject([
      { level: 'warn', context: 'Security', message: 'authz_admin:admin-4001,/webhooks request=r-1' },
    ]);
    expect(lines.length).toBe(level === 'log' ? 2 : 1);
  });

  it('tells of twenty refusals a second, and with the next how many it left out', () => {
    jest.useFakeTimers({ now: new Date('2026-01-15T10:00:00.000Z') });
    Logger.overrideLogger(processLogger('log', true));
    const before = securityTotals.get('authn_login_fail')!;
    for (let times = 0; times < 25; times += 1) tellSecurity('authn_login_fail', [], { because: 'token-invalid' });
    expect([told.length, securityTotals.get('authn_login_fail')]).toEqual([20, before + 25]);
    jest.setSystemTime(new Date('2026-01-15T10:00:00.999Z'));
    tellSecurity('authn_login_fail', []);
    expect(told.length).toBe(20);
    jest.setSystemTime(new Date('2026-01-15T10:00:01.000Z'));
    tellSecurity('authn_login_fail', []);
    tellSecurity('authn_login_fail', []);
    expect(told.slice(20).map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
      'authn_login_fail leftOutBefore=6',
      'authn_login_fail',
    ]);
  });

  it('leaves out no act of an administrator', () => {
    Logger.overrideLogger(processLogger('log', true));
    for (let times = 0; times < 25; times += 1) tellSecurity('authz_admin', ['admin-4001']);
    expect(told.length).toBe(25);
  });
});
