import { createHash } from 'node:crypto';
import { recordedAt } from '@caretrail/kit';
import { toldAgent } from './agent.ts';
import type { Followed } from './follow.ts';
import type { EntityNode, LineageEdge, LineageNode, LineageRelation } from './lineage.ts';

/** Of what is told alone: the same for all who are told the same, and no guess can be tested by it. */
const activityId = (...told: readonly string[]): string =>
  `activity/${createHash('sha256').update(told.join('\0')).digest('hex').slice(0, 32)}`;

function entity(followed: Followed, agent: string, since: string | null): EntityNode {
  const { hash, record, type, version, grants, depth, sources, derived } = followed;
  const told = recordedAt(version.recordedAt, grants);
  return {
    ...{ kind: 'ENTITY', id: hash, record, type, version, grants, agent, depth, derived },
    ...{ sources: sources.length, recordedAt: told },
    added: since === null ? null : new Date(told).toISOString() > since,
  };
}

/**
 * The graph in W3C PROV's words: versions, what made them, who did, and for which organization. Edges go from the effect to
 * its cause; each node and edge is there once.
 *
 * @param key of this deployment: people who are not told are known by ids under it
 */
export function lineageGraph(
  followed: readonly Followed[],
  since: string | null,
  key: Uint8Array,
): { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] } {
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdge>();
  const add = (node: LineageNode) => nodes.set(node.id, nodes.get(node.id) ?? node);
  const link = (from: string, relation: LineageRelation, to: string) =>
    edges.set([from, relation, to].join('\0'), { from, to, relation });

  const recordOf = new Map(followed.map(({ hash, record }) => [hash, record]));
  const agentOf = ({ agent, grants }: Followed) => toldAgent(agent, grants.patient, key);
  for (const version of followed) add(entity(version, agentOf(version).id, since));
  for (const one of followed) {
    const { hash, record, version, grants, sources } = one;
    const { activity, organization } = version;
    const told = recordedAt(version.recordedAt, grants);
    const by = agentOf(one);
    const made = activityId(activity, by.id, organization, told);
    const member = `organization/${organization}`;
    for (const source of sources.filter((other) => recordOf.has(other)))
      link(hash, recordOf.get(source) === record ? 'WAS_REVISION_OF' : 'WAS_DERIVED_FROM', source);
    add({ kind: 'ACTIVITY', id: made, activity, organization, recordedAt: told });
    add({ kind: 'AGENT', id: by.id, agentKind: by.kind, organization: null });
    add({ kind: 'AGENT', id: member, agentKind: 'ORGANIZATION', organization });
    link(hash, 'WAS_GENERATED_BY', made);
    link(hash, 'WAS_ATTRIBUTED_TO', member);
    link(made, 'WAS_ASSOCIATED_WITH', by.id);
    if (by.kind !== 'PERSON') link(by.id, 'ACTED_ON_BEHALF_OF', member);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
