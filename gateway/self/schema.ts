import { BadInput, CATALOGUE, type Caller, newBuilder, type Policy, subgraphSchema } from '@caretrail/kit';
import type { FieldDecision } from './decision.ts';
import { addTypes } from './types.ts';

/** Decides an operation without running it; throws `BadInput` for one that cannot be asked. */
export type Explain = (
  caller: Caller,
  operation: string,
  variables: Readonly<Record<string, unknown>>,
) => readonly FieldDecision[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The policies that open something to a caller's tier; how others pass them is not told. */
const concerning = ({ tier }: Caller): Policy[] =>
  CATALOGUE.policies
    .map((policy): Policy => ({ ...policy, admits: policy.admits.filter((admit) => admit.tier === tier) }))
    .filter(({ admits }) => admits.length > 0);

export function selfSchema(explain: Explain) {
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
      resolve: (_, __, { caller }) => concerning(caller),
    }),
    explain: t.field({
      type: [types.FieldDecision],
      access: 'open',
      nullable: false,
      description: 'A dry run: nothing is fetched, so what only rows can tell says DEPENDS_ON_ROW.',
      args: { operation: t.arg.string({ required: true }), variables: t.arg({ type: 'JSON' }) },
      resolve(_, { operation, variables }, { caller }) {
        const given = variables ?? {};
        if (!isRecord(given)) throw new BadInput('variables must be an object');
        return [...explain(caller, operation, given)];
      },
    }),
  }));
  return subgraphSchema(builder);
}
