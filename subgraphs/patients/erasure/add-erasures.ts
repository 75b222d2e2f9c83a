import { addMutation, type Builder, made, recordPayload } from '@caretrail/kit';
import { memberOf } from '../directory/members.ts';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { type EraseRecordInput, eraseRecord } from './erase-record.ts';
import { type ErasureRow, GROUNDS } from './erasure-row.ts';
import { erasureOf, listErasures } from './list-erasures.ts';

/** Registrars order that records are erased, and those concerned see that they were. */
export function addErasures(
  builder: Builder,
  { values, Organization }: Around,
  { connections, told, options }: Acting,
): void {
  const Ground = builder.enumType('ErasureGround', {
    description:
      'GDPR Article 17 (1) (a) to (e), or the end of the time for which records of the type are kept.',
    values: [...GROUNDS, 'RETENTION_ENDED'] as const,
  });
  const RequestGround = builder.enumType('ErasureRequestGround', { values: GROUNDS });
  const State = builder.enumType('ErasureState', {
    values: {
      ORDERED: { description: 'It is next, and done in a moment.' },
      HELD_ELSEWHERE: {
        description: 'Records of the person are kept by others; it is done when those are erased.',
      },
      LEDGER_PENDING: { description: 'Something that the person signed is on its way to the ledger.' },
      ERASED: { description: 'Values and salts are destroyed.' },
    } as const,
  });
  const Erasure = builder.objectRef<ErasureRow>('Erasure').implement({
    embedded: true,
    description:
      'That a record is to be erased, or was. Proofs that were made of it before still verify; new ones cannot be made.',
    fields: (t) => ({
      id: t.exposeID('record', { nullable: false, description: 'Of the record.' }),
      type: t.exposeString('type'),
      patient: t.exposeID('patient', { description: 'Whose record it was, by id.' }),
      custodian: t.field({
        type: Organization,
        description: 'Who kept it, and answers for the erasure.',
        resolve: ({ custodian }, _, context) => memberOf(custodian, context),
      }),
      ground: t.expose('ground', { type: Ground }),
      state: t.field({
        type: State,
        nullable: false,
        resolve: ({ erased, waits }) => (erased === null ? (waits ?? 'ORDERED') : 'ERASED'),
      }),
      ordered: t.expose('ordered', { type: 'DateTime' }),
      erased: t.expose('erased', { type: 'DateTime' }),
      versions: t.exposeInt('versions', {
        description: 'How many versions had their values destroyed; their commitments stay.',
      }),
      integrity: t.field({
        type: values.checks.Integrity,
        description: 'ERASED once there is nothing left to compare with the commitment; until then null.',
        resolve: ({ erased }) => (erased === null ? null : 'ERASED'),
      }),
    }),
  });
  addMutation(builder, {
    name: 'eraseRecord',
    access: 'record.erase',
    description:
      'Orders that the values and salts of a record are destroyed, in all its versions: it cannot be undone. Of a person: of all that the caller’s organization keeps of them.',
    input: builder.inputRef<EraseRecordInput>('EraseRecordInput').implement({
      fields: (t) => ({
        record: t.id({ required: true }),
        ground: t.field({ type: RequestGround, required: true }),
      }),
    }),
    payload: recordPayload(builder, told, 'EraseRecordPayload', Erasure),
    // Whose record it is shows behind the order; that the caller's organization keeps it is asked there.
    patient: () => null,
    about: ({ record }) => record.patient,
    run: async (input, context) => made(await eraseRecord(input, context), null),
  });
  builder.queryField('erasures', (t) =>
    t.field({
      type: connections.of('Erasure', Erasure),
      access: 'erasure.read',
      description: 'What is to be erased and what was, newest first.',
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: (_, page, context) => listErasures(page, context, options.cursorKey),
    }),
  );
  builder.queryField('erasure', (t) =>
    t.field({
      type: Erasure,
      access: 'erasure.read',
      description: 'What became of a record that is not there any more; null where it was not erased.',
      args: { record: t.arg.id({ required: true }) },
      resolve: (_, { record }, context) => erasureOf(record, context) as never,
    }),
  );
}
