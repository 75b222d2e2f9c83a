import type { ObjectRef } from '@pothos/core';
import type { PolicyId } from '../catalogue/policies.ts';
import type { Place } from '../page/keyset.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import type { Builder } from '../schema/builder.ts';
import type { Connections } from '../schema/connection.ts';
import { entity, visible } from '../schema/entity.ts';
import type { Checks } from './checks.ts';
import type { CommittedType, Provenance } from './committed-type.ts';
import type { RecordFieldBuilder } from './leaf-fields.ts';
import { addProofFields } from './proof-fields.ts';
import { type RecordLoaders, recordLoaders } from './record-loaders.ts';
import { type DeclaredType, recordTables } from './record-tables.ts';
import type { Reference } from './references.ts';

type Types = Builder['$inferSchemaTypes'];

/** A record as it is loaded: the content class is there only where the caller's role has it and the row shows the relation. */
export type Loaded<Leaves> = Leaves & GrantedRow & Place;

/** A record type as a subgraph declares it, besides its leaf list. */
export interface RecordDeclaration<Row extends GrantedRow> {
  readonly type: DeclaredType & CommittedType<Row>;
  readonly description: string;
  /** Field of `Query` that answers one by its id. */
  readonly root: string;
  /** Field of `Patient` that lists a person's. */
  readonly list: string;
  readonly fields: (t: RecordFieldBuilder<Row>) => Readonly<Record<string, object>>;
  /** Leaves that name other records. */
  readonly references: readonly Reference<Row>[];
}

/** What the record types of a subgraph have around them. */
export interface RecordSurroundings {
  readonly Patient: ObjectRef<Types, GrantedRow>;
  readonly checks: Checks;
  readonly connections: Connections;
  readonly cursorKey: Uint8Array;
  readonly provenance: (context: RequestContext) => Provenance;
}

export interface AddedRecord<Row extends object> {
  readonly see: PolicyId;
  readonly ref: ObjectRef<Types, Row>;
  readonly loaders: (context: RequestContext) => RecordLoaders<Row>;
}

/**
 * Adds a record type to a subgraph: the type with its id and its own fields, `proof` and `integrity`, the entity that others
 * refer to, the root field, and the list of a person.
 */
export function addRecord<Row extends GrantedRow & Place>(
  builder: Builder,
  around: RecordSurroundings,
  declared: RecordDeclaration<Row>,
): AddedRecord<Row> {
  const tables = recordTables(declared.type);
  const { type: name, see, content } = tables;
  const loaders = recordLoaders<Row>(tables, around.cursorKey);
  const ref = builder.objectRef<Row>(name).implement({
    description: declared.description,
    access: see.policy,
    fields: (t) =>
      ({ id: t.id({ nullable: false, resolve: ({ id }) => id }), ...declared.fields(t) }) as never,
  }) as ObjectRef<Types, Row>;
  entity(builder, name, ref, (id, context) => loaders(context).byId(id));
  addProofFields<Row>(builder, around.checks, {
    ...{ name, ref, type: declared.type, contentPolicy: content.policy },
    ...{ provenance: around.provenance, references: declared.references },
  });
  const connection = around.connections.of(name, ref);
  builder.queryField(declared.root, (t) =>
    t.field({
      type: ref,
      access: see.policy,
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        visible(name, id, context, (known) => loaders(context).byId(known)) as never,
    }),
  );
  builder.objectField(around.Patient, declared.list, (t) =>
    t.field({
      type: connection,
      access: see.policy,
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: ({ id }, { first, after }, context) =>
        loaders(context).listOf(id, 'patient', { place: `Patient.${declared.list}`, first, after }),
    }),
  );
  return { see: see.policy, ref, loaders };
}

/** The newest records of a type that name another in a column (a visit's reports), without a connection around them. */
export function addShortList<Owner extends GrantedRow, Row extends GrantedRow & Place>(
  builder: Builder,
  owner: ObjectRef<Types, Owner>,
  field: string,
  column: string,
  { see, ref, loaders }: AddedRecord<Row>,
): void {
  builder.objectField(owner, field, (t) =>
    t.field({
      type: [ref],
      access: see,
      args: { first: t.arg.int() },
      resolve: async ({ id }, { first }, context) => {
        const page = await loaders(context).listOf(id, column, { place: field, first });
        return page.edges.map(({ node }) => node) as never;
      },
    }),
  );
}
