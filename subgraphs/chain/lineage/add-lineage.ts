import { BadInput, type Builder, isRecordId } from '@caretrail/kit';
import { askedTime } from '../time/asked-time.ts';
import { LINEAGE_DIRECTION, MOST_DEPTH } from './lineage.ts';
import { addLineageType, type LineageSurroundings } from './lineage-type.ts';
import { loadLineage } from './load-lineage.ts';

const HASH = /^[0-9a-f]{64}$/;

function steps(depth: number): number {
  if (depth >= 0 && depth <= MOST_DEPTH) return depth;
  throw new BadInput(`depth must be 0 to ${MOST_DEPTH}.`);
}

/** `Query.lineage`: where versions come from and what came of them. */
export function addLineage(
  builder: Builder,
  { key, ...around }: LineageSurroundings & { readonly key: Uint8Array },
): void {
  const direction = builder.enumType('LineageDirection', { values: LINEAGE_DIRECTION });
  const lineage = addLineageType(builder, around);
  builder.queryField('lineage', (t) =>
    t.field({
      type: lineage,
      access: 'lineage.read',
      description: 'Of a record (by its id: all its versions) or of one version (by its hash).',
      args: {
        of: t.arg.id({ required: true }),
        direction: t.arg({ type: direction, required: true, defaultValue: 'BOTH' }),
        depth: t.arg.int({
          required: true,
          defaultValue: 1,
          description: `Steps from version to version, 0 to ${MOST_DEPTH}.`,
        }),
        asOf: t.arg({ type: 'DateTime', description: 'What was recorded until then; by itself, now.' }),
        since: t.arg({ type: 'DateTime', description: 'Marks what was recorded after this time.' }),
      },
      resolve: async (_, { of, depth, ...given }, context, info) => {
        const question = {
          ...{ of, direction: given.direction, depth: steps(depth) },
          ...{ asOf: askedTime('asOf', given.asOf), since: askedTime('since', given.since) },
        };
        if (!isRecordId(of) && !HASH.test(of)) return null;
        return loadLineage(context, question, key, (denial) => context.denials.row(info.path, denial));
      },
    }),
  );
}
