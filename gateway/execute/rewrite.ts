import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isObject, member, setMember } from './record.ts';
import { isOfType } from './representation.ts';

const CONDITION = '... on ';

function apply(
  rewrite: FetchDataRewrite,
  value: unknown,
  path: readonly string[],
  schema: GraphQLSchema,
): void {
  if (Array.isArray(value)) {
    for (const item of value) apply(rewrite, item, path, schema);
    return;
  }
  const [step, ...rest] = path;
  if (!isObject(value) || step === undefined) return;
  if (step.startsWith(CONDITION)) {
    const typename = member(value, '__typename');
    if (typename === undefined || isOfType(schema, typename, step.slice(CONDITION.length)))
      apply(rewrite, value, rest, schema);
  } else if (rest.length > 0) apply(rewrite, member(value, step), rest, schema);
  else if (rewrite.kind === 'ValueSetter') setMember(value, step, rewrite.setValueTo);
  else if (member(value, step) !== undefined) {
    setMember(value, rewrite.renameKeyTo, value[step]);
    delete value[step];
  }
}

/** What the planner had to call otherwise in a fetch (clashing aliases, interface objects) gets its own name again. */
export function applyRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
  schema: GraphQLSchema,
): void {
  for (const rewrite of rewrites ?? []) apply(rewrite, value, rewrite.path, schema);
}
