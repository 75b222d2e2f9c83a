import type { ObjectRef } from '@pothos/core';
import { CATALOGUE } from '../catalogue/policies.ts';
import type { RequestContext } from '../request/context.ts';
import { type GrantedRow, isGranted } from '../rows/grants.ts';
import type { Builder } from './builder.ts';
import { type RecordTypeName, SEE_POLICY } from './record-types.ts';

type Types = Builder['$inferSchemaTypes'];

/** Loads a row that the caller may see, else null. */
export type LoadVisible<Row> = (id: string, context: RequestContext) => Promise<Row | null>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids are random UUIDs in lower case; anything else names nothing. */
export const isRecordId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/**
 * A record by its id, or null. A caller whose role, purpose or scope already refuses the type does not reach the
 * database, and a row that may not be seen reads like a row that is not there.
 */
export async function visible<Row>(
  name: RecordTypeName,
  id: unknown,
  context: RequestContext,
  load: LoadVisible<Row>,
): Promise<Row | null> {
  const policies = [CATALOGUE.get(SEE_POLICY[name])];
  if (!context.decisions.field(name, policies).allowed) {
    context.reads.refused(policies);
    return null;
  }
  if (!isRecordId(id)) return null;
  const row = await load(id, context);
  if (row === null) context.reads.absent(policies, id);
  else if (isGranted(row)) context.reads.disclosed(policies, row.grants);
  return row;
}

/** Makes a record type of this subgraph an entity that others can refer to by id. */
export function entity<Row extends object>(
  builder: Builder,
  name: RecordTypeName,
  ref: ObjectRef<Types, Row>,
  load: LoadVisible<Row>,
): void {
  builder.asEntity(ref, {
    key: builder.selection<{ id: string }>('id'),
    resolveReference: ({ id }, context) => visible(name, id, context, load) as never,
  });
}

/**
 * A record type of another subgraph, to hang fields on or to refer to. It carries its owner's see policy, which is
 * enforced here too: `load` finds out from the shared relation facts whether the caller may know of the row.
 */
export function stub<Row extends GrantedRow>(
  builder: Builder,
  name: RecordTypeName,
  load: LoadVisible<Row>,
): ObjectRef<Types, Row> {
  const ref = builder.objectRef<Row>(name).implement({
    access: SEE_POLICY[name],
    fields: (t) => ({ id: t.id({ nullable: false, resolve: ({ id }) => id }) }),
  });
  entity(builder, name, ref, load);
  return ref;
}
