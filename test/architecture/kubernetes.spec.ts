import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { composedServices, type ComposedService } from '../support/composed.js';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly envFrom: readonly { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  readonly securityContext: object;
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
  readonly resources: { readonly limits: { readonly memory: string } };
}

interface Pod {
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: object;
  readonly containers: readonly Container[];
}

const { items } = parse(readFileSync('deploy/kubernetes/kept-informed.yaml', 'utf8')) as {
  items: readonly { kind: string; metadata: { name: string }; spec: { template: { spec: Pod } } }[];
};
const parts = items.filter(({ kind }) => kind === 'Job' || kind === 'Deployment');
const services = composedServices() as Record<string, ComposedService>;

describe('the parts on Kubernetes', () => {
  it('are those that are composed, and begin alike', () => {
    const commands = parts.map(({ metadata, spec }) => [metadata.name, spec.template.spec.containers[0]!.command]);
    expect(commands).toEqual(['migrate', 'api', 'desk', 'worker'].map((name) => [name, services[name]!.command]));
  });

  it.each(parts.map(({ metadata, spec }) => [metadata.name, spec.template.spec] as const))(
    'may no more than they need: %s',
    (name, pod) => {
      const [container, ...others] = pod.containers;
      expect(others).toEqual([]);
      expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
      expect(container!.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container!.image).toMatch(/:\d+\.\d+\.\d+$/);
      expect(container!.resources.limits.memory).toMatch(/^\d+Mi$/);
      const secrets = container!.envFrom.flatMap(({ secretRef }) => (secretRef ? [secretRef.name] : []));
      // Who people are is none of the worker's business, so it has no key to it.
      const expected = {
        migrate: ['owner', 'people'],
        api: ['api', 'seal', 'people'],
        desk: ['desk', 'people'],
        worker: ['worker', 'seal'],
      };
      expect(secrets).toEqual(expected[name as keyof typeof expected]);
    },
  );

  it('that run on are looked after', () => {
    for (const { kind, spec } of parts) {
      const { readinessProbe, livenessProbe } = spec.template.spec.containers[0]!;
      expect([readinessProbe, livenessProbe].map((probe) => probe !== undefined)).toEqual(
        kind === 'Job' ? [false, false] : [true, true],
      );
    }
  });

  it('are reached by the way in alone', () => {
    const policies = items.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as {
      spec: { podSelector: object; ingress: object[] };
    }[];
    expect(policies[0]!.spec).toMatchObject({ podSelector: {}, ingress: [] });
    expect(policies[1]!.spec).toMatchObject({ podSelector: { matchExpressions: [{ values: ['api', 'desk'] }] } });
  });
});
