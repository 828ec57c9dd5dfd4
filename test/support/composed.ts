import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A service of docker-compose.yml, as far as specs look at it. */
export interface ComposedService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly (string | { source: string; target: string; read_only: boolean })[];
}

/** What has to be in `.env`, made up. */
export const dotEnv: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'ownerspassword',
  API_DATABASE_PASSWORD: 'apispassword',
  DESK_DATABASE_PASSWORD: 'deskspassword',
  WORKER_DATABASE_PASSWORD: 'workerspassword',
  REDIS_PASSWORD: 'queuespassword',
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'desk',
  PUBLIC_URL: 'https://desk.example',
  FORCE_FOLDER: '/srv/force',
  SECRETS_KEY: Buffer.alloc(32, 1).toString('base64'),
  PEOPLE_KEY: Buffer.alloc(32, 3).toString('base64'),
  PROOF_KEY: Buffer.alloc(32, 2).toString('base64'),
  PROOF_ORIGIN: 'proof.force.example',
};

/** The services, with what `.env` says put in. Throws, as compose does, where something that has to be there is not. */
export function composedServices(env: Readonly<Record<string, string>> = dotEnv): Record<string, ComposedService> {
  const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as { services: object };
  return JSON.parse(JSON.stringify(services), (_, value: unknown) =>
    typeof value === 'string' ? interpolated(value, env) : typeof value === 'number' ? String(value) : value,
  ) as Record<string, ComposedService>;
}

function interpolated(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(:[-?])([^}]*)\}/g, (_, name: string, how: string, rest: string) => {
    if (env[name]) return env[name];
    if (how === ':-') return rest;
    throw new Error(rest);
  });
}

/** An instruction of the Dockerfile, and the stage that it belongs to. */
export interface ImageStep {
  readonly stage: string;
  readonly instruction: string;
  readonly rest: string;
}

/** The Dockerfile, step by step. The last stage, which has no name, is the image. */
export function imageSteps(): ImageStep[] {
  let stage = '';
  return readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, instruction, rest] = /^(\w+) (.*)$/.exec(line) as unknown as [string, string, string];
      if (instruction === 'FROM') stage = / AS (\w+)$/.exec(rest)?.[1] ?? '';
      return { stage, instruction, rest };
    });
}

/** What the image sets of the environment. */
export function imageEnvironment(): Record<string, string> {
  const set = imageSteps().filter(({ stage, instruction }) => stage === '' && instruction === 'ENV');
  return Object.fromEntries(
    set.flatMap(({ rest }) => rest.split(' ').map((one) => one.split('=') as [string, string])),
  );
}
