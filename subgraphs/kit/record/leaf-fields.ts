import type { TypeParam } from '@pothos/core';
import type { PolicyId } from '../catalogue/policies.ts';
import type { Builder } from '../schema/builder.ts';

type Types = Builder['$inferSchemaTypes'];
export type RecordFieldBuilder<Row> = PothosSchemaTypes.ObjectFieldBuilder<Types, Row>;

/** The leaves of one policy class: a name, and how its value is read from a row. */
interface Leaves<Row> {
  readonly fields: Readonly<Record<string, (row: Row) => unknown>>;
}

/**
 * Makes fields that show leaves just as they are committed.
 *
 * @example
 * const read = leafFields(t, observation.content, 'clinical.read');
 * return { issued: read('issued', 'DateTime') };
 */
export function leafFields<Row, L extends Leaves<Row>>(
  t: RecordFieldBuilder<Row>,
  leaves: L,
  access?: PolicyId,
) {
  return (name: keyof L['fields'] & string, type: TypeParam<Types>, description?: string) => {
    const read = leaves.fields[name];
    return t.field({
      type,
      ...(access === undefined ? {} : { access }),
      ...(description === undefined ? {} : { description }),
      resolve: (row: Row) => read?.(row),
    } as never);
  };
}
