import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { gatherFetches } from '../gather-fetches.ts';

const fetch = (serviceName: string): FetchNode => ({
  kind: 'Fetch',
  serviceName,
  operation: '{ a }',
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
});
const at = (path: string, node: PlanNode): PlanNode => ({ kind: 'Flatten', path: [path], node });
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Parallel', nodes });
const gathered = (node: PlanNode) => gatherFetches({ kind: 'QueryPlan', node }).node;

const [a, b, c, d] = [fetch('a'), fetch('b'), fetch('c'), fetch('d')];

describe('a fetch', () => {
  it('waits for a later one of the same subgraph', () => {
    expect(gathered(parallel(at('one', a), sequence(b, at('two', a)), at('three', a)))).toEqual(
      sequence(b, parallel(at('two', a), at('three', a), at('one', a))),
    );
  });

  it('waits no longer than for the first of them', () => {
    expect(gathered(parallel(a, sequence(b, a, c, a)))).toEqual(sequence(b, parallel(a, a), c, a));
  });

  it('joins one that is deep in a sibling, and leaves the rest where it is', () => {
    expect(gathered(parallel(a, c, sequence(b, parallel(d, sequence(b, at('far', a))))))).toEqual(
      parallel(c, sequence(b, parallel(d, sequence(b, parallel(at('far', a), a))))),
    );
  });

  it.each<[string, PlanNode]>([
    ['nobody asks its subgraph later', parallel(a, sequence(b, c))],
    ['its subgraph is asked at once', parallel(a, sequence(a, b))],
    ['something waits for it', parallel(sequence(a, b), sequence(c, b))],
    [
      'the later one is asked under a condition',
      parallel(a, sequence(b, { kind: 'Condition', condition: 'x', ifClause: a })),
    ],
    ['it comes before the rest', sequence(a, b, a)],
  ])('stays where it is if %s', (_, node) => {
    expect(gathered(node)).toEqual(node);
  });

  it('is lost by none of it', () => {
    expect(gatherFetches({ kind: 'QueryPlan' })).toEqual({ kind: 'QueryPlan' });
  });
});
