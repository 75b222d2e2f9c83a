import type { ObjectRef } from '@pothos/core';
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { CATALOGUE } from '../catalogue/policies.ts';
import { BadInput } from '../errors/bad-input.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import { recordedAt } from '../rows/recorded-at.ts';
import type { Builder } from '../schema/builder.ts';
import { name, sql } from '../sql/fragment.ts';
import { SHOWS_CONTENT } from '../subgraph/asked-policies.ts';
import { leafNamesIn } from './leaf-names.ts';
import { contentRight, type ProofFields, shutLeaves } from './leaf-rights.ts';

type Types = Builder['$inferSchemaTypes'];

/** A version in which a field has another value than in the one before it. */
interface FieldChangeRow {
  readonly record: string;
  readonly number: number;
  /** Hex. */
  readonly hash: string;
  readonly activity: string;
  readonly recorded_at: Date;
}
type FieldChange = FieldChangeRow & { readonly told: string };

export const addFieldChange = (builder: Builder) =>
  builder.objectRef<FieldChange>('FieldChange').implement({
    embedded: true,
    shareable: true,
    description: 'A version in which a field has another value than in the one before it, or its first one.',
    fields: (t) => ({
      number: t.exposeInt('number', { nullable: false }),
      hash: t.exposeString('hash', { nullable: false }),
      activity: t.exposeString('activity'),
      recordedAt: t.field({ type: 'DateTime', resolve: ({ told }) => told }),
    }),
  });

interface Asked {
  readonly id: string;
  readonly field: string;
}

/** One statement for each field that is asked for, however many records it is asked of. */
const makeLoader =
  <Row extends GrantedRow>({ type }: ProofFields<Row>) =>
  ({ store }: RequestContext) =>
    new DataLoader<Asked, readonly FieldChangeRow[], string>(
      async (asked) => {
        const ids = Map.groupBy(asked, ({ field }) => field);
        const found = await Promise.all(
          [...ids].map(async ([field, of]) => {
            const part = [type.see, type.content].find(({ names }) => names.includes(field)) ?? type.content;
            const value = sql`v.values->${part.names.indexOf(field)}::int`;
            const rows = await store.query<FieldChangeRow>(sql`
              select c.record, c.number, encode(p.hash, 'hex') as hash, p.activity, p.recorded_at from (
                select v.record, v.number, ${value} is distinct from lag(${value}) over versions
                  or row_number() over versions = 1 as changed
                from ${name(part.versionTable)} v where v.record = any(${of.map(({ id }) => id)}::uuid[])
                window versions as (partition by v.record order by v.number)
              ) c join provenance.version p on p.record = c.record and p.number = c.number
              where c.changed order by c.record, c.number`);
            return [field, Map.groupBy(rows, ({ record }) => record)] as const;
          }),
        );
        const byField = new Map(found);
        return asked.map(({ id, field }) => byField.get(field)?.get(id) ?? []);
      },
      { cacheKeyFn: ({ id, field }) => `${field} ${id}` },
    );

/**
 * Adds `fieldHistory(field)`: in which versions a committed field got another value. It has no policy of its own: who may read
 * the field may know when it changed.
 */
export function addFieldHistory<Row extends GrantedRow>(
  builder: Builder,
  FieldChange: ObjectRef<Types, FieldChange>,
  of: ProofFields<Row>,
): void {
  const loader = makeLoader(of);
  builder.objectFields(of.ref, (t) => ({
    fieldHistory: t.field({
      type: [FieldChange],
      description: 'The versions in which a field got another value, oldest first.',
      args: { field: t.arg.string({ required: true }) },
      // Leaves that name other records are looked at to tell whether the caller sees those.
      extensions: SHOWS_CONTENT,
      resolve: async (row, { field }, context, info) =>
        (await mayKnow(of, row as Row, field, context, info))
          ? (await context.use(loader).load({ id: (row as Row).id, field })).map((change) => ({
              ...change,
              told: recordedAt(change.recorded_at, (row as Row).grants),
            }))
          : null,
    }),
  }));
}

/** Refuses what the caller may not read, and says so; throws `BadInput` for a name that their schema does not have. */
async function mayKnow<Row extends GrantedRow>(
  of: ProofFields<Row>,
  row: Row,
  field: string,
  context: RequestContext,
  { path }: GraphQLResolveInfo,
): Promise<boolean> {
  const known = leafNamesIn(context.caller.tier, of);
  if (!known.includes(field)) throw new BadInput(`fieldHistory is of committed fields: ${known.join(', ')}`);
  const isContent = of.type.content.names.includes(field);
  const content = [CATALOGUE.get(of.contentPolicy)];
  const refusal = isContent ? contentRight(of, context).of(row) : null;
  if (refusal !== null) {
    context.denials.row(path, refusal);
    context.reads.refused(content, row.grants);
    return false;
  }
  if ((await shutLeaves(of, row, context)).includes(field)) return false;
  if (isContent) context.reads.disclosed(content, row.grants);
  return true;
}
