import { describe, expect, it } from '@jest/globals';
import { variablesOf } from '@kept-informed/runtime';
import { ApiConfiguration } from '../../apps/api/src/configuration.js';
import { OwnerConfiguration } from '../../apps/cli/src/log-ins.js';
import { DeskConfiguration } from '../../apps/desk/src/configuration.js';
import { WorkerConfiguration } from '../../apps/worker/src/configuration.js';
import { composedServices, dotEnv, imageEnvironment, imageSteps } from '../support/composed.js';

const services = composedServices();
const { api, desk, worker, migrate } = services as { [name: string]: (typeof services)[string] } & Record<
  'api' | 'desk' | 'worker' | 'migrate',
  (typeof services)[string]
>;

/** What is for trials and for the embedded database, neither of which is composed, and what would be said twice. */
const notComposed = [
  'KEPT_INFORMED_HOME',
  'KEPT_INFORMED_CLOCK',
  'KEPT_INFORMED_CLOCK_SPEED',
  'KEPT_INFORMED_CLOCK_SINCE',
  'SECRETS_KEY_FILE',
  'PEOPLE_KEY_FILE',
  'PROOF_KEY_FILE',
];

describe('the composed product', () => {
  it.each([
    ['the API', ApiConfiguration, api],
    ['the desk', DeskConfiguration, desk],
    ['the worker', WorkerConfiguration, worker],
    ['the migration', OwnerConfiguration, migrate],
  ])('passes every setting on to %s, and none that it does not read', (_, Configuration, { environment }) => {
    const read = variablesOf(Configuration).filter((name) => !notComposed.includes(name));
    expect(Object.keys(environment!).sort()).toEqual(read.sort());
  });

  it('answers on its port from outside', () => {
    expect(api.environment).toMatchObject({ HOST: '0.0.0.0', PORT: '3000' });
    expect(api.ports).toEqual(['3000:3000']);
    expect(composedServices({ ...dotEnv, PORT: '8080' })['api']!.ports).toEqual(['8080:3000']);
    expect(desk.environment).toMatchObject({ HOST: '0.0.0.0', PORT: '3000' });
    expect(desk.ports).toEqual(['3001:3000']);
    expect(imageEnvironment()).toMatchObject({ HOST: '0.0.0.0', PORT: '3000', NODE_ENV: 'production' });
  });

  it('finds the force file in the folder that is mounted, which it cannot change', () => {
    for (const { environment, volumes } of [api, desk, worker]) {
      const mounted = { source: dotEnv['FORCE_FOLDER'], target: '/etc/kept-informed', read_only: true };
      expect(volumes![0]).toMatchObject(mounted);
      expect(environment!['FORCE_FILE']).toBe('/etc/kept-informed/force.yaml');
    }
  });

  it('keeps the list of erasures apart from the database, written by API and desk and unknown to the worker', () => {
    const folders = [migrate, api, desk, worker].map(({ volumes = [] }) =>
      volumes.filter((one) => typeof one === 'string'),
    );
    const written = ['erasures:/var/lib/kept-informed'];
    expect(folders).toEqual([['erasures:/var/lib/kept-informed:ro'], written, written, []]);
    for (const { environment } of [migrate, api, desk])
      expect(environment!['ERASURES_FILE']).toBe('/var/lib/kept-informed/erasures.ndjson');
    const made = imageSteps().find(({ stage, instruction }) => stage === '' && instruction === 'RUN');
    expect(made?.rest).toBe('install -d -o node -g node /var/lib/kept-informed');
  });

  it('signs in to the database as four, and none but the migration as the owner', () => {
    const userOf = (service: typeof api, name = 'DATABASE_URL') => new URL(service.environment![name]!).username;
    const users = [migrate, api, desk, worker].map((service) => userOf(service));
    expect(new Set(users).size).toBe(4);
    expect(userOf(migrate, 'API_DATABASE_URL')).toBe(users[1]);
    expect(userOf(migrate, 'DESK_DATABASE_URL')).toBe(users[2]);
    expect(userOf(migrate, 'WORKER_DATABASE_URL')).toBe(users[3]);
  });

  it.each(Object.keys(dotEnv))('is not begun without %s', (name) => {
    expect(() => composedServices({ ...dotEnv, [name]: '' })).toThrow(`Set ${name} in .env`);
  });

  it('has everything that runs on looked after, and every version said', () => {
    const checked = Object.entries(services).filter(([, { healthcheck }]) => healthcheck);
    expect(checked.map(([name]) => name)).toEqual(['postgres', 'redis', 'api', 'desk', 'worker']);
    const taken = Object.values(services).flatMap(({ image }) => (image === 'kept-informed' ? [] : [image]));
    for (const image of taken) expect(image).toMatch(/^\w+:\d+\.\d+(\.\d+)?$/);
    const bases = imageSteps().filter(({ instruction }) => instruction === 'FROM');
    for (const { rest } of bases) expect(rest).toMatch(/^node:24\.\d+\.\d+-slim( AS \w+)?$/);
    expect(new Set(bases.map(({ rest }) => rest.split(' ')[0])).size).toBe(1);
  });
});
