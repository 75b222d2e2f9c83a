import { BadInput, type Caller, newBuilder, subgraphSchema } from '@caretrail/kit';
import type { FieldDecision } from './decision.ts';
import type { OperationCost, OperationText } from './operation.ts';
import type { OwnPolicy } from './own-policy.ts';
import { addTypes } from './types.ts';

/** What the hub knows about itself. */
export interface SelfKnowledge {
  /** Decides an operation without running it; throws `BadInput` for one that cannot be asked. */
  readonly explain: (caller: Caller, explained: OperationText) => readonly FieldDecision[];
  /** Prices an operation, also above the limit; throws `BadInput` for one that cannot be priced. */
  readonly cost: (caller: Caller, about: OperationText) => OperationCost;
  /** The catalogue as far as it concerns the caller's tier. */
  readonly policies: (caller: Caller) => readonly OwnPolicy[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface OperationArguments {
  readonly operation: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

function operationText({ operation, variables, operationName }: OperationArguments): OperationText {
  const given = variables ?? {};
  if (!isRecord(given)) throw new BadInput('variables must be an object');
  return { text: operation, variables: given, operationName: operationName ?? null };
}

export function selfSchema({ explain, cost, policies }: SelfKnowledge) {
  const builder = newBuilder();
  const types = addTypes(builder);
  const operation = builder.args((t) => ({
    operation: t.string({ required: true }),
    variables: t.field({ type: 'JSON' }),
    operationName: t.string({ description: 'Which operation of the document, if there are several.' }),
  }));
  builder.queryFields((t) => ({
    me: t.field({
      type: types.Caller,
      access: 'open',
      nullable: false,
      resolve: (_, __, { caller }) => caller,
    }),
    policies: t.field({
      type: [types.Policy],
      access: 'open',
      nullable: false,
      description: 'The access policies that concern your tier, and what becomes of each for you.',
      resolve: (_, __, { caller }) => [...policies(caller)],
    }),
    explain: t.field({
      type: [types.FieldDecision],
      access: 'open',
      nullable: false,
      description: 'A dry run: nothing is fetched, so what only rows can tell says DEPENDS_ON_ROW.',
      args: operation,
      resolve: (_, given, { caller }) => [...explain(caller, operationText(given))],
    }),
    operationCost: t.field({
      type: types.OperationCost,
      access: 'open',
      nullable: false,
      description: 'What an operation would cost with these variables, also above your limit. It is not run.',
      args: operation,
      resolve: (_, given, { caller }) => cost(caller, operationText(given)),
    }),
  }));
  return subgraphSchema(builder);
}
