import type { ObjectRef } from '@pothos/core';
import type { Builder } from '../schema/builder.ts';

type Types = Builder['$inferSchemaTypes'];

/** Why a change was not made. */
export interface Fault {
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
}

export const ANCHOR_STATUSES = ['PENDING', 'ANCHORED', 'FAILED'] as const;
export type AnchorStatus = (typeof ANCHOR_STATUSES)[number];

/** What a change has made: on record at once, and on its way to the ledger; null where the ledger is not told of it. */
export interface Made {
  readonly anchor: AnchorStatus | null;
}

/** What a mutation answers: what it made, or why it made nothing. */
export interface Payload<Result extends Made> {
  readonly made: Result | null;
  readonly faults: readonly Fault[];
}

export type PayloadRef<Result extends Made> = ObjectRef<Types, Payload<Result>>;
type PayloadFieldBuilder<Result extends Made> = PothosSchemaTypes.ObjectFieldBuilder<Types, Payload<Result>>;

/** How far the ledger is with something, as a subgraph tells it. */
export const anchorStatus = (builder: Builder) =>
  builder.enumType('AnchorStatus', { values: ANCHOR_STATUSES });

/**
 * The fields that every payload has, besides `record`: how far the ledger is, and the errors.
 *
 * @example
 * builder.objectRef<Payload<Kept>>('KeyPayload').implement({
 *   embedded: true, fields: (t) => ({ record: t.field({ … }), ...told(t) }) });
 */
export function payloadFields(builder: Builder, Anchor: ReturnType<typeof anchorStatus>) {
  const MutationError = builder.objectRef<Fault>('MutationError').implement({
    embedded: true,
    shareable: true,
    description: 'Why a change was not made. Nothing was written.',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false }),
      field: t.exposeString('field', { description: 'The member of the input that it is about.' }),
      message: t.exposeString('message', {
        nullable: false,
        description: 'What is wrong, and how to mend it.',
      }),
    }),
  });
  return <Result extends Made>(t: PayloadFieldBuilder<Result>) => ({
    anchor: t.field({
      type: Anchor,
      description:
        'PENDING: what was made is on record, and on its way to the ledger. Null: the ledger is not told.',
      resolve: ({ made }) => made?.anchor ?? null,
    }),
    errors: t.field({ type: [MutationError], nullable: false, resolve: ({ faults }) => [...faults] }),
  });
}

export type PayloadFields = ReturnType<typeof payloadFields>;
