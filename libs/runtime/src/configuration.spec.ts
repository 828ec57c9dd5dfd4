import { describe, expect, it } from '@jest/globals';
import { Code, IntField, Text } from '@kept-informed/fields';
import { Env, loadConfiguration } from './configuration.js';

class Configuration {
  @Env('PORT')
  @IntField({ min: 0, max: 65_535 })
  port: number = 3000;

  @Env('LOG_LEVEL')
  @Code(['log', 'debug'])
  level: string = 'log';

  @Env('SECRET')
  @Text({ min: 8, max: 100 })
  secret: string;

  problems(): string[] {
    return this.port === 1 ? ['PORT: Expected another port than 1.'] : [];
  }
}

describe('a configuration', () => {
  it('takes what the environment says, and its defaults', () => {
    expect({ ...loadConfiguration(Configuration, { PORT: '8080', LOG_LEVEL: '', SECRET: 'long enough' }) }).toEqual({
      port: 8080,
      level: 'log',
      secret: 'long enough',
    });
  });

  it('names everything that is wrong or missing at once, and repeats no value', () => {
    expect(() => loadConfiguration(Configuration, { PORT: '80a', LOG_LEVEL: 'loud' })).toThrow(
      [
        'The configuration cannot be used:',
        '  SECRET: Missing. Expected text of 8 to 100 characters.',
        '  PORT: Expected a whole number from 0 to 65535.',
        '  LOG_LEVEL: Expected one of log, debug.',
      ].join('\n'),
    );
    expect(() => loadConfiguration(Configuration, { SECRET: 'hunter2' })).not.toThrow(/hunter2/);
  });

  it.each(['65536', '-1', '1e3', '0x10', '3000.5'])('does not take %s for a port', (PORT) => {
    expect(() => loadConfiguration(Configuration, { PORT, SECRET: 'long enough' })).toThrow('PORT: Expected');
  });

  it('may look across its variables', () => {
    expect(() => loadConfiguration(Configuration, { PORT: '1', SECRET: 'long enough' })).toThrow('another port than 1');
  });
});
