import { type Builder, type Connection, visible } from '@caretrail/kit';
import type { Loaders } from '../loaders.ts';
import type { Stubs } from '../stubs.ts';
import type { Values } from '../values.ts';
import { addClaimFilter, claimFilter } from './claim-filter.ts';
import type { ClaimRecord } from './claim-record.ts';
import type { ClaimRef } from './claim-type.ts';

export function addClaimQueries(
  builder: Builder,
  values: Values,
  loaders: Loaders,
  Claim: ClaimRef,
  ClaimConnection: Connection<ClaimRecord>,
): void {
  const ClaimFilter = addClaimFilter(builder, values);
  builder.queryFields((t) => ({
    claim: t.field({
      type: Claim,
      access: 'claim.see',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        visible('Claim', id, context, (known) => loaders.claims(context).byId(known)),
    }),
    claims: t.field({
      type: ClaimConnection,
      access: 'claim.see',
      args: { first: t.arg.int(), after: t.arg.string(), filter: t.arg({ type: ClaimFilter }) },
      resolve: (_, { first, after, filter }, context) =>
        loaders.claims(context).list({
          place: 'Query.claims',
          first,
          after,
          filter: claimFilter(filter),
          filterKey: JSON.stringify(filter ?? null),
        }),
    }),
  }));
}

/** The claims of a person and of a visit. */
export function addClaimLists(
  builder: Builder,
  loaders: Loaders,
  stubs: Stubs,
  ClaimConnection: Connection<ClaimRecord>,
): void {
  for (const [type, column] of [
    ['Patient', 'patient'],
    ['Encounter', 'encounter'],
  ] as const)
    builder.objectField(stubs[type], 'claims', (t) =>
      t.field({
        type: ClaimConnection,
        access: 'claim.see',
        args: { first: t.arg.int(), after: t.arg.string() },
        resolve: ({ id }, { first, after }, context) =>
          loaders.claims(context).listOf(id, column, { place: `${type}.claims`, first, after }),
      }),
    );
}
