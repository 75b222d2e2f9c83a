import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { z } from 'zod';

/** Validators compiled from the OpenAPI document of Kubernetes. */
const KINDS = {
  'apps/v1 Deployment': Deployment,
  'batch/v1 Job': Job,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'v1 ConfigMap': ConfigMap,
  'v1 Service': Service,
};

/** Objects whose members are named by whoever writes them. */
const FREE = new Set(['labels', 'matchLabels', 'data', 'requests', 'limits']);

/** Notes which members are looked at: the validators look at each that they know, and let any other pass. */
function watched(value: unknown, path: string, unread: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = new Map<string, unknown>();
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value) && !FREE.has(path.split('.').at(-1) ?? '')) unread.add(`${path}.${key}`);
    known.set(key, watched(child, `${path}.${key}`, unread));
  }
  return new Proxy(value, {
    get(target, key) {
      unread.delete(`${path}.${String(key)}`);
      return known.get(String(key)) ?? Reflect.get(target, key);
    },
  });
}

const head = z.looseObject({ apiVersion: z.string(), kind: z.string() });

/** What is wrong with a manifest by the schema of its kind, members that the kind does not have included. */
export function manifestFaults(manifest: unknown): readonly string[] {
  const { apiVersion, kind } = head.parse(manifest);
  const Kind = Object.entries(KINDS).find(([name]) => name === `${apiVersion} ${kind}`)?.[1];
  if (!Kind) return [`${apiVersion} ${kind} is no kind that is used here`];
  const unread = new Set<string>();
  const validate = Reflect.get(Kind.prototype, 'validate');
  try {
    Reflect.apply(validate, watched(manifest, kind, unread), []);
  } catch (error) {
    return [String(error)];
  }
  return [...unread].map((path) => `${path} is unknown`);
}

const container = z.object({
  command: z.array(z.string()),
  env: z.array(z.object({ name: z.string() })),
});
const workload = z.object({
  spec: z.object({ template: z.object({ spec: z.object({ containers: z.array(container) }) }) }),
});

/** Commands of a manifest's containers, with the names of their settings. */
export function containersOf(manifest: unknown) {
  const { data } = workload.safeParse(manifest);
  return (data?.spec.template.spec.containers ?? []).map(({ command, env }) => ({
    command,
    names: env.map(({ name }) => name),
  }));
}
