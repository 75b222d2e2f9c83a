import type { Builder } from '@caretrail/kit';

const SEARCH_KIND = ['RECORD', 'VERSION', 'TRANSACTION', 'BLOCK', 'ORGANIZATION'] as const;

/** Something that a text is the id, hash or name of. */
export interface SearchHit {
  readonly kind: (typeof SEARCH_KIND)[number];
  /** What its own query takes: of a block its number, of a version its hash. */
  readonly id: string;
  /** Record type, of a record or version. */
  readonly type?: string;
  readonly record?: string;
  /** Of a version. */
  readonly number?: number;
  /** Of a block or transaction. */
  readonly channel?: string;
  /** Of an organization. */
  readonly name?: string;
}

export function addSearchHit(builder: Builder) {
  const kind = builder.enumType('SearchKind', { values: SEARCH_KIND });
  return builder.objectRef<SearchHit>('SearchHit').implement({
    embedded: true,
    description: 'Something that the text is the id, hash or name of.',
    fields: (t) => ({
      kind: t.field({ type: kind, nullable: false, resolve: (hit) => hit.kind }),
      id: t.exposeID('id', {
        nullable: false,
        description: 'What its own query takes: of a block its number, of a version its hash.',
      }),
      type: t.string({ description: 'Record type, of a record or version.', resolve: (hit) => hit.type }),
      record: t.id({ description: 'Of a record or version.', resolve: (hit) => hit.record }),
      number: t.int({ description: 'Of a version.', resolve: (hit) => hit.number }),
      channel: t.string({ description: 'Of a block or transaction.', resolve: (hit) => hit.channel }),
      name: t.string({ description: 'Of an organization.', resolve: (hit) => hit.name }),
    }),
  });
}
