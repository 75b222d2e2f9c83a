import { CATALOGUE } from '../catalogue/policies.ts';
import type { RequestContext } from '../request/context.ts';
import type { LoadVisible } from '../schema/entity.ts';
import { type RecordTypeName, SEE_POLICY } from '../schema/record-types.ts';

/** A leaf whose value is the id of another record, or of several; to be told of it, a caller must see them all. */
export interface Reference<Row> {
  readonly field: string;
  readonly to: RecordTypeName;
  readonly id: (row: Row) => string | readonly string[] | null;
  readonly load: LoadVisible<unknown>;
}

/** The references of a row that lead to records which this caller may not see, or which are not there. */
export async function hiddenReferences<Row>(
  type: RecordTypeName,
  references: readonly Reference<Row>[],
  row: Row,
  context: RequestContext,
): Promise<readonly string[]> {
  const hidden = await Promise.all(
    references.map(async ({ field, to, id, load }) => {
      const policies = [SEE_POLICY[type], SEE_POLICY[to]].map((policy) => CATALOGUE.get(policy));
      const targets = [id(row) ?? []].flat();
      if (targets.length === 0) return [];
      if (!context.decisions.field(`${type}.${field}`, policies).allowed) return [field];
      const found = await Promise.all(targets.map((target) => load(target, context)));
      return found.includes(null) ? [field] : [];
    }),
  );
  return hidden.flat();
}
