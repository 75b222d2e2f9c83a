import type { ObjectRef } from '@pothos/core';
import type { Builder } from '../schema/builder.ts';
import type { AnchorStatus, Made, Payload, PayloadFields, PayloadRef } from './payload.ts';

type Types = Builder['$inferSchemaTypes'];

/** A change that made one thing. */
export interface MadeRecord<Row> extends Made {
  readonly record: Row;
}

export const made = <Row>(record: Row, anchor: AnchorStatus | null): MadeRecord<Row> => ({ record, anchor });

/** A payload `{ record anchor errors }`. */
export function recordPayload<Row>(
  builder: Builder,
  told: PayloadFields,
  name: string,
  type: ObjectRef<Types, Row>,
): PayloadRef<MadeRecord<Row>> {
  return builder.objectRef<Payload<MadeRecord<Row>>>(name).implement({
    embedded: true,
    fields: (t) => ({
      record: t.field({ type, resolve: ({ made: of }) => (of?.record ?? null) as never }),
      ...told(t),
    }),
  });
}
