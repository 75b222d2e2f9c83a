import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { Variables } from '../operation/conditions.ts';
import { merge } from './merge.ts';
import { type Data, emptyRecord, isObject } from './record.ts';
import { representationOf } from './representation.ts';
import { applyRewrites } from './rewrite.ts';
import type { Send } from './send.ts';
import { type AnswerPath, type PlanPath, pathsAt, targetsAt } from './targets.ts';

/** What went wrong in a subgraph, with the place in the whole answer. Not yet fit for a caller. */
export interface FetchFault {
  readonly subgraph: string;
  readonly cause: unknown;
  readonly path: AnswerPath | undefined;
}

export interface Fetched {
  readonly data: Data;
  readonly faults: readonly FetchFault[];
}

export interface PlanContext {
  readonly variables: Variables;
  readonly schema: GraphQLSchema;
  readonly send: Send;
}

/** Objects that share a representation are asked for once. */
interface Representations {
  readonly list: readonly Data[];
  /** For each target the place of its representation, or null if it has none. */
  readonly slots: readonly (number | null)[];
}

class Run {
  readonly data = emptyRecord();
  readonly faults: FetchFault[] = [];
  readonly #context: PlanContext;

  constructor(context: PlanContext) {
    this.#context = context;
  }

  async node(node: PlanNode, path: PlanPath): Promise<void> {
    switch (node.kind) {
      case 'Sequence':
        for (const step of node.nodes) await this.node(step, path);
        return;
      case 'Parallel':
        await Promise.all(node.nodes.map((step) => this.node(step, path)));
        return;
      case 'Flatten':
        return this.node(node.node, [...path, ...node.path]);
      case 'Condition': {
        const branch = this.#context.variables[node.condition] === true ? node.ifClause : node.elseClause;
        return branch && this.node(branch, path);
      }
      case 'Fetch':
        return node.requires ? this.#entities(node, path) : this.#root(node, path);
      default:
        throw new Error(`A plan with ${node.kind} is not offered`);
    }
  }

  async #send(node: FetchNode, more: Data): Promise<ExecutionResult | null> {
    const variables = emptyRecord();
    for (const name of node.variableUsages ?? [])
      if (Object.hasOwn(this.#context.variables, name)) variables[name] = this.#context.variables[name];
    const document = node.operationDocumentNode ?? parse(node.operation);
    const fetch = { subgraph: node.serviceName, document, variables: Object.assign(variables, more) };
    return this.#context.send(fetch);
  }

  async #root(node: FetchNode, path: PlanPath): Promise<void> {
    const result = await this.#send(node, {});
    for (const cause of result?.errors ?? [])
      this.faults.push({ subgraph: node.serviceName, cause, path: cause.path });
    if (!result?.data) return;
    applyRewrites(node.outputRewrites, result.data, this.#context.schema);
    for (const target of targetsAt(this.data, path)) merge(target, result.data);
  }

  #represent(node: FetchNode, targets: readonly Data[]): Representations {
    const { schema } = this.#context;
    const list: Data[] = [];
    const known = new Map<string, number>();
    const slots = targets.map((target) => {
      const found = representationOf(target, node.requires ?? [], schema);
      if (!found) return null;
      applyRewrites(node.inputRewrites, found, schema);
      const name = JSON.stringify(found);
      const before = known.get(name);
      if (before !== undefined) return before;
      known.set(name, list.length);
      return list.push(found) - 1;
    });
    return { list, slots };
  }

  async #entities(node: FetchNode, path: PlanPath): Promise<void> {
    const targets = targetsAt(this.data, path);
    const { list, slots } = this.#represent(node, targets);
    if (list.length === 0) return;
    const result = await this.#send(node, { representations: list });
    for (const cause of result?.errors ?? []) this.#placeFault(node, path, slots, cause);
    const entities: unknown = result?.data?.['_entities'];
    if (!Array.isArray(entities)) return;
    if (entities.length !== list.length) {
      const cause = new Error(`${entities.length} entities for ${list.length} representations`);
      this.faults.push({ subgraph: node.serviceName, cause, path: undefined });
      return;
    }
    applyRewrites(node.outputRewrites, entities, this.#context.schema);
    targets.forEach((target, index) => {
      const slot = slots[index];
      const entity: unknown = slot === null || slot === undefined ? null : entities[slot];
      if (isObject(entity)) merge(target, entity);
    });
  }

  /** An error in an entity is an error at each place of the answer that shows the entity. */
  #placeFault(
    node: FetchNode,
    path: PlanPath,
    slots: Representations['slots'],
    cause: { readonly path?: AnswerPath | undefined },
  ): void {
    const [root, slot, ...rest] = cause.path ?? [];
    const places = pathsAt(this.data, path).filter((_, index) => slots[index] === slot);
    if (root !== '_entities' || typeof slot !== 'number' || places.length === 0)
      this.faults.push({ subgraph: node.serviceName, cause, path: undefined });
    for (const place of places)
      this.faults.push({ subgraph: node.serviceName, cause, path: [...place, ...rest] });
  }
}

/** Runs a plan to its end: what all fetches brought, merged, and what went wrong on the way. */
export async function runPlan(plan: QueryPlan, context: PlanContext): Promise<Fetched> {
  const run = new Run(context);
  if (plan.node?.kind === 'Subscription') throw new Error('A plan with Subscription is not offered');
  if (plan.node) await run.node(plan.node, []);
  return { data: run.data, faults: run.faults };
}
