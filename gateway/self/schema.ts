import { BadInput, type Caller, newBuilder, subgraphSchema } from '@caretrail/kit';
import type { FieldDecision } from './decision.ts';
import type { OwnPolicy } from './own-policy.ts';
import { addTypes } from './types.ts';

/** An operation that is to be explained. */
export interface Explained {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Which of the document's operations; null where it has one. */
  readonly operationName: string | null;
}

/** What the hub knows about itself. */
export interface SelfKnowledge {
  /** Decides an operation without running it; throws `BadInput` for one that cannot be asked. */
  readonly explain: (caller: Caller, explained: Explained) => readonly FieldDecision[];
  /** The catalogue as far as it concerns the caller's tier. */
  readonly policies: (caller: Caller) => readonly OwnPolicy[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function selfSchema({ explain, policies }: SelfKnowledge) {
  const builder = newBuilder();
  const types = addTypes(builder);
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
      args: {
        operation: t.arg.string({ required: true }),
        variables: t.arg({ type: 'JSON' }),
        operationName: t.arg.string({
          description: 'Which operation of the document, if there are several.',
        }),
      },
      resolve(_, { operation, variables, operationName }, { caller }) {
        const given = variables ?? {};
        if (!isRecord(given)) throw new BadInput('variables must be an object');
        return [
          ...explain(caller, { text: operation, variables: given, operationName: operationName ?? null }),
        ];
      },
    }),
  }));
  return subgraphSchema(builder);
}
