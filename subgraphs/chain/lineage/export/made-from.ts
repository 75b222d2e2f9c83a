import type { EntityNode, Lineage } from '../lineage.ts';

/** A version, and the versions that it was made from, as far as both are shown. */
export interface Made {
  readonly version: EntityNode;
  readonly revisionOf: readonly EntityNode[];
  readonly derivedFrom: readonly EntityNode[];
}

/** The versions of a lineage, nearest first. */
export function madeFrom({ nodes, edges }: Lineage): readonly Made[] {
  const versions = new Map(
    nodes.flatMap((node) => (node.kind === 'ENTITY' ? [[node.id, node] as const] : [])),
  );
  const from = Map.groupBy(edges, (edge) => edge.from);
  return [...versions.values()].map((version) => {
    const own = from.get(version.id) ?? [];
    const sources = (relation: string) =>
      own.flatMap((edge) => (edge.relation === relation ? (versions.get(edge.to) ?? []) : []));
    return {
      version,
      revisionOf: sources('WAS_REVISION_OF'),
      derivedFrom: sources('WAS_DERIVED_FROM'),
    };
  });
}
