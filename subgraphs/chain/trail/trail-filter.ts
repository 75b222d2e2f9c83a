import { type Builder, type Fragment, join, sql } from '@caretrail/kit';
import { askedTime } from '../time/asked-time.ts';
import { TRAIL_KIND, type TrailKind } from './trail-row.ts';

/** What is asked for of a trail; absent or null: all. */
export interface TrailFilterInput {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly kinds?: readonly TrailKind[] | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly hideOwn?: boolean | null | undefined;
}

export function addTrailFilter(builder: Builder) {
  const kind = builder.enumType('TrailKind', {
    values: {
      RECORDED: { description: 'A version of a record was made.' },
      READ: { description: 'Somebody read: all that one reader read on one day for one purpose.' },
    } satisfies Record<TrailKind, object>,
  });
  const filter = builder.inputRef<TrailFilterInput>('TrailFilter').implement({
    fields: (t) => ({
      from: t.field({ type: 'DateTime', description: 'From then on.' }),
      to: t.field({ type: 'DateTime', description: 'Before then.' }),
      kinds: t.field({ type: [kind] }),
      types: t.stringList({ description: 'Versions of records of these types alone.' }),
      hideOwn: t.boolean({ description: 'Leaves out what you read yourself.' }),
    }),
  });
  return { kind, filter };
}

/** The filter as conditions on the events `h`; throws `BadInput` for a time that is none. */
export function trailConditions({ from, to, kinds, types, hideOwn }: TrailFilterInput): Fragment {
  const [start, end] = [askedTime('filter.from', from), askedTime('filter.to', to)];
  const conditions = [sql`h.kind = any(${[...(kinds ?? TRAIL_KIND)]}::text[])`];
  if (start !== null) conditions.push(sql`h.happened_at >= ${start}::timestamptz`);
  if (end !== null) conditions.push(sql`h.happened_at < ${end}::timestamptz`);
  if (types != null) conditions.push(sql`(h.kind <> 'RECORDED' or h.type = any(${[...types]}::text[]))`);
  if (hideOwn) conditions.push(sql`not coalesce(h.own, false)`);
  return join(conditions, ' and ');
}
