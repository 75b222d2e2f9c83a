import type { ObjectRef } from '@pothos/core';
import { countLimit, type Page } from '../page/page.ts';
import type { Builder } from './builder.ts';
import type { ListedTypeName, RecordTypeName } from './record-types.ts';

type Types = Builder['$inferSchemaTypes'];
type Edge<Row> = Page<Row>['edges'][number];

/** A connection type, to return a `Page` from. */
export type Connection<Row> = ObjectRef<Types, Page<Row>>;

/** Connection types by Relay's shape, one set a builder: `PatientConnection { edges { node cursor } nodes pageInfo totalCount countUpTo }`. */
export class Connections {
  readonly #builder: Builder;
  readonly #pageInfo: ObjectRef<Types, Page<unknown>>;

  constructor(builder: Builder) {
    this.#builder = builder;
    this.#pageInfo = builder.objectRef<Page<unknown>>('PageInfo').implement({
      embedded: true,
      shareable: true,
      fields: (t) => ({
        hasNextPage: t.exposeBoolean('hasNextPage', { nullable: false }),
        hasPreviousPage: t.exposeBoolean('hasPreviousPage', { nullable: false }),
        startCursor: t.string({ resolve: (page) => page.edges.at(0)?.cursor ?? null }),
        endCursor: t.string({ resolve: (page) => page.edges.at(-1)?.cursor ?? null }),
      }),
    });
  }

  /** The connection of a record type, or of another that is listed by itself; call it once a type. */
  of<Row>(name: RecordTypeName | ListedTypeName, node: ObjectRef<Types, Row>): Connection<Row> {
    const edge = this.#builder.objectRef<Edge<Row>>(`${name}Edge`).implement({
      embedded: true,
      connectionOf: name,
      fields: (t) => ({
        node: t.field({ type: node, nullable: false, resolve: (of) => of.node as never }),
        cursor: t.exposeString('cursor', { nullable: false }),
      }),
    });
    return this.#builder.objectRef<Page<Row>>(`${name}Connection`).implement({
      embedded: true,
      connectionOf: name,
      fields: (t) => ({
        edges: t.field({ type: [edge], nullable: false, resolve: (page) => [...page.edges] as never }),
        nodes: t.field({
          type: [node],
          nullable: false,
          resolve: (page) => page.edges.map((of) => of.node) as never,
        }),
        pageInfo: t.field({ type: this.#pageInfo, nullable: false, resolve: (page) => page }),
        totalCount: t.int({
          nullable: false,
          description: 'How many there are for you. It takes as long as there are many: see `countUpTo`.',
          resolve: (page) => page.count(null),
        }),
        countUpTo: t.int({
          nullable: false,
          description:
            'How many there are for you, counted no further than `limit` (1 to 10,000): where it is `limit`, there may be more.',
          args: { limit: t.arg.int({ required: true, defaultValue: 1_000 }) },
          resolve: (page, { limit }) => page.count(countLimit(limit)),
        }),
      }),
    });
  }
}
