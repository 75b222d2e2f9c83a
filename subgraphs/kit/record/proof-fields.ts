import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { CATALOGUE } from '../catalogue/policies.ts';
import { BadInput } from '../errors/bad-input.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import type { Builder } from '../schema/builder.ts';
import { SHOWS_CONTENT } from '../subgraph/asked-policies.ts';
import type { Checks } from './checks.ts';
import type { IntegrityAnswer, IntegrityWanted, ProofWanted } from './committed-type.ts';
import { addFieldHistory } from './field-history.ts';
import { leafNamesIn } from './leaf-names.ts';
import { contentRight, type ProofFields, shutLeaves } from './leaf-rights.ts';
import { type OpenVersion, openVersions } from './open-leaves.ts';

/** Most names that `proof(fields)` takes; no record type has more leaves. */
const MOST_FIELDS = 24;

/** Loaders of one record type and request; each answers any number of rows in a constant number of statements. */
const makeLoaders =
  <Row extends GrantedRow>(of: ProofFields<Row>) =>
  (context: RequestContext) => {
    const right = contentRight(of, context);
    const provenance = of.provenance(context);
    const versions = new DataLoader<Row, OpenVersion | null, string>(
      async (rows) => {
        const asked = rows.map((row) => ({ row, mayRead: right.of(row) === null }));
        const found = await openVersions(context, of.type, right.any === null, asked);
        return rows.map(({ id }) => found.get(id) ?? null);
      },
      { cacheKeyFn: ({ id }) => id },
    );
    const proofs = new DataLoader<ProofWanted, object | null>((wanted) => provenance.proofs(wanted), {
      cache: false,
    });
    const checks = new DataLoader<IntegrityWanted, IntegrityAnswer>(
      (wanted) => provenance.integrity(wanted),
      {
        cache: false,
      },
    );
    return { right, versions, proofs, checks };
  };

type Loaders<Row extends GrantedRow> = ReturnType<ReturnType<typeof makeLoaders<Row>>>;

/**
 * Adds `proof(fields)`, `integrity` and `fieldHistory(field)` to a record type. They have no policy of their own: who sees
 * the record has them, and they open only leaves that the caller may read.
 */
export function addProofFields<Row extends GrantedRow>(
  builder: Builder,
  { Integrity, FieldChange }: Checks,
  of: ProofFields<Row>,
): void {
  const loaders = makeLoaders(of);
  builder.objectFields(of.ref, (t) => ({
    proof: t.field({
      type: 'Proof',
      description:
        'Proof file of the newest version, opening these fields or all you may read; null until anchored.',
      args: { fields: t.arg.stringList() },
      extensions: SHOWS_CONTENT,
      resolve: (row, { fields }, context, info) =>
        proof(of, context.use(loaders), row as Row, fields ?? null, context, info),
    }),
    integrity: t.field({
      type: Integrity,
      description: 'The values shown now, compared with the commitment on the ledger.',
      extensions: SHOWS_CONTENT,
      resolve: (row, _, context) => integrity(of, context.use(loaders), row as Row, context),
    }),
  }));
  addFieldHistory(builder, FieldChange, of);
}

async function proof<Row extends GrantedRow>(
  of: ProofFields<Row>,
  { right, versions, proofs }: Loaders<Row>,
  row: Row,
  fields: readonly string[] | null,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  const { content } = of.type;
  const known = leafNamesIn(context.caller.tier, of);
  if (fields !== null && (fields.length > MOST_FIELDS || !fields.every((one) => known.includes(one))))
    throw new BadInput(`proof opens committed fields: ${known.join(', ')}`);
  const refusal = fields?.some((one) => content.names.includes(one)) ? right.of(row) : null;
  if (refusal !== null) {
    context.denials.row(info.path, refusal);
    context.reads.refused([CATALOGUE.get(of.contentPolicy)], row.grants);
    return null;
  }
  const [version, withheld] = await Promise.all([versions.load(row), shutLeaves(of, row, context)]);
  if (version === null || version.erased) return null;
  const opened = version.fields.filter(
    (leaf) => !withheld.includes(leaf.name) && (fields === null || fields.includes(leaf.name)),
  );
  if (opened.some((leaf) => content.names.includes(leaf.name)))
    context.reads.disclosed([CATALOGUE.get(of.contentPolicy)], row.grants);
  const disclosed = [...version.header.slice(0, 1), ...opened];
  return proofs.load({ record: version.record, number: version.number, disclosed });
}

async function integrity<Row extends GrantedRow>(
  of: ProofFields<Row>,
  { versions, checks }: Loaders<Row>,
  row: Row,
  context: RequestContext,
): Promise<IntegrityAnswer> {
  const [version, withheld] = await Promise.all([versions.load(row), shutLeaves(of, row, context)]);
  if (version === null) return 'MISSING';
  const leaves = [...version.header, ...version.fields.filter((leaf) => !withheld.includes(leaf.name))];
  return checks.load({
    record: version.record,
    number: version.number,
    leaves: version.erased ? null : leaves,
  });
}
