import type { QueryPlan } from '@apollo/query-planner';
import { type Caller, type RequestInfo, type Subgraph, traced } from '@caretrail/kit';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import { authorise, type Denial, refusalKey } from '../../authorise/authorise.ts';
import { createDecisions } from '../../authorise/decide.ts';
import type { AuthIndex } from '../../compose/auth-index.ts';
import { complete } from '../../execute/complete.ts';
import { internalError, tellFaults } from '../../execute/faults.ts';
import { introspect } from '../../execute/introspect.ts';
import { type Prepared, prepare } from '../../execute/prepare.ts';
import { emptyRecord } from '../../execute/record.ts';
import { Requests } from '../../execute/requests.ts';
import { type Fetched, runPlan } from '../../execute/run-plan.ts';
import type { Send } from '../../execute/send.ts';
import type { Limits } from '../../guard/limits.ts';
import { type Checked, chooseOperation, coerceVariables } from '../../guard/operation.ts';
import { priceOf } from '../../guard/price.ts';
import { Refusal, refuse } from '../../guard/refusal.ts';
import type { Variables } from '../../operation/conditions.ts';
import type { TierView } from '../../tiers/view.ts';
import { type FamiliarQuestion, FamiliarQuestions } from './familiar.ts';
import { type Expanded, Memory } from './memory.ts';
import type { Question } from './question.ts';

/** A question that the tier's schema and the limits accept. */
export interface Understood {
  readonly text: string;
  readonly checked: Checked;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  readonly expanded: Expanded;
  readonly cost: number;
  /** The most that it may cost. */
  readonly limit: number;
  /** Nothing is to be run if a field is refused: asked for so, or a mutation. */
  readonly wholeOrNothing: boolean;
}

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Fetches what a prepared operation asks for; the reference executor is one too. */
export type Fetcher = (
  prepared: Pick<Prepared, 'document'> & { readonly plan: QueryPlan },
  context: { readonly variables: Variables; readonly send: Send },
) => Promise<Fetched>;

export interface TierHubOptions {
  readonly view: TierView;
  readonly index: AuthIndex;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly fetcher?: Fetcher;
}

/** The hub as one tier knows it: guard, authorise and execute over the tier's view. */
export class TierHub {
  readonly view: TierView;
  readonly index: AuthIndex;
  readonly memory: Memory;
  readonly #options: TierHubOptions;
  readonly #decisions: ReturnType<typeof createDecisions>;
  readonly #familiar = new FamiliarQuestions();
  readonly #fetcher: Fetcher;

  constructor(options: TierHubOptions) {
    this.view = options.view;
    this.index = options.index;
    this.memory = new Memory(options.view.schema, options.limits);
    this.#options = options;
    this.#decisions = createDecisions(options.view.schema, options.index);
    this.#fetcher =
      options.fetcher ?? (({ plan }, context) => runPlan(plan, { ...context, schema: options.view.schema }));
  }

  /** Parses, validates, chooses and prices, whatever the price is; throws a `Refusal`. */
  weigh(question: Omit<Question, 'readOnly'>): Understood {
    const { limits, view } = this.#options;
    const checked = this.memory.check(question.text);
    const operation = chooseOperation(checked, question.operationName);
    const variables = coerceVariables(view.schema, operation, question.variables);
    const expanded = this.memory.expand(checked, operation, variables);
    const cost = priceOf(expanded.selections, { variables, page: limits.page });
    const limit = view.tier === 'public' ? limits.publicCost : limits.cost;
    const wholeOrNothing = operation.operation === 'mutation' || question.onRefusal === 'reject';
    return { text: question.text, checked, operation, variables, expanded, cost, limit, wholeOrNothing };
  }

  /** A question that may be asked: weighed, and not too dear; throws a `Refusal`. */
  understand(question: Omit<Question, 'readOnly'>): Understood {
    const understood = this.weigh(question);
    if (understood.cost > understood.limit)
      throw refuse('LIMIT_EXCEEDED', 'The operation asks for more than one request may.');
    return understood;
  }

  /** What is to be run, or why nothing is: decided before anything is planned or fetched. */
  async #prepare(
    understood: Understood,
    caller: Caller,
    { span }: Pick<RequestInfo, 'span'>,
  ): Promise<Prepared | readonly Denial[]> {
    const { checked, expanded, operation, wholeOrNothing } = understood;
    const decide = this.#decisions(caller, Math.floor(Date.now() / 1000));
    const refusals = await traced(span, 'authorise', () => refusalKey(expanded.selections, decide));
    if (wholeOrNothing && refusals !== '') return authorise(expanded.selections, decide).denials;
    this.#familiar.note(`${expanded.key}/${refusals}`, understood, caller);
    return traced(span, 'plan', () =>
      this.memory.prepared(expanded, refusals, checked.weight, () =>
        prepare(this.view, operation, authorise(expanded.selections, decide)),
      ),
    );
  }

  /** What was asked lately, the latest first. */
  familiar = (): readonly FamiliarQuestion[] => this.#familiar.list();

  /** Plans a question before anyone asks it; one that this tier does not take is left. */
  async warm({ text, operationName, conditions, caller }: FamiliarQuestion): Promise<void> {
    try {
      const checked = this.memory.check(text);
      const operation = chooseOperation(checked, operationName);
      const expanded = this.memory.expand(checked, operation, conditions);
      const understood = { text, checked, operation, variables: conditions, expanded };
      await this.#prepare({ ...understood, cost: 0, limit: 0, wholeOrNothing: false }, caller, {});
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** Answers an understood question; every subgraph has recorded the access before the promise resolves. */
  async answer(understood: Understood, caller: Caller, info: RequestInfo): Promise<Answer> {
    const prepared = await this.#prepare(understood, caller, info);
    if (!('shape' in prepared)) return { data: null, errors: prepared };
    const { denials, shape, introspection } = prepared;
    const { variables } = understood;
    const fetched = await this.#fetch(prepared, variables, caller, info);
    const about = introspect(this.view.schema, introspection, variables);
    const { data, passedUp } = complete(shape, fetched.data, about);
    const told = tellFaults(fetched.faults, info.id);
    for (const { subgraph, cause } of told.kept)
      this.#options.logger.error({ request: info.id, subgraph, err: cause }, 'a subgraph reported an error');
    const errors = [...denials, ...told.errors];
    // A null went up and nothing said why: the subgraph broke its own schema.
    if (passedUp && errors.length === 0) errors.push(internalError(info.id));
    return errors.length > 0 ? { data, errors } : { data };
  }

  async #fetch(
    prepared: Prepared,
    variables: Variables,
    caller: Caller,
    info: RequestInfo,
  ): Promise<Fetched> {
    const { plan } = prepared;
    if (plan === null) return { data: emptyRecord(), faults: [] };
    const requests = new Requests(this.#options.subgraphs, caller, info);
    try {
      const fetched = await this.#fetcher({ ...prepared, plan }, { variables, send: requests.send });
      await requests.commit();
      return fetched;
    } catch (error) {
      await requests.rollback();
      throw error;
    }
  }
}
