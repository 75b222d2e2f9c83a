import type { PlanNode, QueryPlan } from '@apollo/query-planner';

const parallel = (nodes: readonly PlanNode[]): PlanNode => {
  const flat = nodes.flatMap((node) => (node.kind === 'Parallel' ? node.nodes : [node]));
  return flat.length === 1 && flat[0] ? flat[0] : { kind: 'Parallel', nodes: flat };
};

/** The subgraph that a node asks, if it is one fetch and nothing else. */
function subgraphOf(node: PlanNode): string | null {
  if (node.kind === 'Flatten') return subgraphOf(node.node);
  return node.kind === 'Fetch' ? node.serviceName : null;
}

/** The node with a fetch beside the first later one of the same subgraph; null if there is none. */
function joined(node: PlanNode, fetch: PlanNode, later: boolean): PlanNode | null {
  if (later && subgraphOf(node) !== null && subgraphOf(node) === subgraphOf(fetch))
    return parallel([node, fetch]);
  if (node.kind !== 'Sequence' && node.kind !== 'Parallel') return null;
  for (const [place, step] of node.nodes.entries()) {
    const found = joined(step, fetch, later || (node.kind === 'Sequence' && place > 0));
    if (!found) continue;
    const nodes = node.nodes.with(place, found);
    return node.kind === 'Parallel' ? parallel(nodes) : { kind: 'Sequence', nodes };
  }
  return null;
}

/** Each fetch of a parallel node waits for a later one of its subgraph, if a sibling has one. */
function gatherSiblings(siblings: readonly PlanNode[]): PlanNode {
  let nodes = siblings;
  for (const fetch of siblings) {
    if (subgraphOf(fetch) === null) continue;
    for (const sibling of nodes) {
      const found = sibling === fetch ? null : joined(sibling, fetch, false);
      if (!found) continue;
      nodes = nodes.filter((node) => node !== fetch).map((node) => (node === sibling ? found : node));
      break;
    }
  }
  return parallel(nodes);
}

function gather(node: PlanNode): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { ...node, nodes: node.nodes.map(gather) };
    case 'Parallel':
      return gatherSiblings(node.nodes.map(gather));
    default:
      return node;
  }
}

/**
 * A plan that asks each subgraph as few times as may be: what could be asked at once is put off until the same subgraph is
 * asked anyway, for what other subgraphs told meanwhile. The answer waits for both in any case, and a fetch more is
 * a request, a signature and a transaction more. Nothing in a parallel node needs what its siblings bring.
 */
export const gatherFetches = ({ node, ...plan }: QueryPlan): QueryPlan =>
  !node || node.kind === 'Subscription'
    ? { ...plan, ...(node && { node }) }
    : { ...plan, node: gather(node) };
