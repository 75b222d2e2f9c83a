import type { Caller } from '../caller/caller.ts';
import { type DecisionContext, type StaticDecision, staticDecision } from '../catalogue/decision.ts';
import type { Policy } from '../catalogue/policy.ts';
import {
  type Grants,
  type RowDecision,
  type RowQuestion,
  rowDecision,
  rowQuestions,
} from '../rows/grants.ts';
import type { AskedPolicies } from '../subgraph/asked-policies.ts';
import type { RequestInfo } from '../subgraph/subgraph.ts';
import type { Denials } from './denials.ts';
import type { ReadLog } from './reads.ts';
import type { Store } from './store.ts';

/** What resolvers see of the request they serve. */
export interface RequestContext {
  readonly caller: Caller;
  readonly info: RequestInfo;
  /** Unix seconds at which the request opened; one instant decides for all of it. */
  readonly now: number;
  readonly store: Store;
  /** What was read, for the access event. */
  readonly reads: ReadLog;
  readonly denials: Denials;
  readonly decisions: Decisions;
  /** What is asked for in the execution that this context is of; other executions of the request may ask for more. */
  readonly asks: AskedPolicies;
  /** A value made once per request (loaders), by the function that makes it. */
  use<T>(make: (context: RequestContext) => T): T;
}

/** Decisions of one request; the same question is answered once. */
export class Decisions {
  readonly #caller: Caller;
  readonly #now: number;
  readonly #static = new Map<string, StaticDecision>();
  readonly #questions = new Map<string, readonly RowQuestion[]>();

  constructor(caller: Caller, now: number) {
    this.#caller = caller;
    this.#now = now;
  }

  /**
   * Tier, role, purpose, scope: what needs no row. `coordinate` is `Type.field`, or `Type` for a whole type; `node` the type
   * of the records that the field leads to.
   */
  field(coordinate: string, policies: readonly Policy[], node?: string): StaticDecision {
    const known = this.#static.get(coordinate);
    if (known !== undefined) return known;
    const decision = staticDecision(policies, this.#caller, this.#context(coordinate, node));
    this.#static.set(coordinate, decision);
    return decision;
  }

  /** Relations, on one row. */
  row(coordinate: string, policies: readonly Policy[], grants: Grants): RowDecision {
    let questions = this.#questions.get(coordinate);
    if (questions === undefined) {
      questions = rowQuestions(policies, this.#caller, this.#context(coordinate));
      this.#questions.set(coordinate, questions);
    }
    return rowDecision(questions, grants);
  }

  #context(coordinate: string, node?: string): DecisionContext {
    const [type = ''] = coordinate.split('.');
    return { now: this.#now, types: node === undefined ? [type] : [type, node] };
  }
}
