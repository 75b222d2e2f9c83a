import { addMutation, type Builder, type MadeRecord, made, type Payload } from '@caretrail/kit';
import { memberOf } from '../directory/members.ts';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { NOTICE_KINDS, type NoticeRow } from './notice-row.ts';
import { listNotices } from './own-notices.ts';
import { type ReadNoticesInput, readNotices } from './read-notices.ts';

/** What a person is told without having asked: `Query.notices`, and that they have read it. */
export function addNotices(
  builder: Builder,
  { loaders, Patient, Organization }: Around,
  { connections, told, options }: Acting,
): void {
  const Kind = builder.enumType('NoticeKind', { values: NOTICE_KINDS });
  const Notice = builder.objectRef<NoticeRow>('Notice').implement({
    embedded: true,
    description: 'What a person is told without having asked.',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      patient: t.field({
        type: Patient,
        access: 'person.see',
        description: 'Whom it concerns: the caller, or somebody for whom they stand.',
        resolve: ({ patient }, _, context) => loaders.patients(context).byId(patient) as never,
      }),
      kind: t.expose('kind', { type: Kind }),
      about: t.exposeID('about', { description: 'The emergency access or the request that it is about.' }),
      organization: t.field({
        type: Organization,
        description: 'Who acted; null where the person did.',
        resolve: ({ organization }, _, context) => memberOf(organization, context),
      }),
      code: t.exposeString('code', {
        description:
          'BreakGlassReason, ReviewOutcome, class of data asked for, or AccessAnswer, by the kind.',
      }),
      until: t.expose('until', { type: 'DateTime', description: 'How long that lasts which it tells of.' }),
      at: t.expose('at', { type: 'DateTime' }),
      read: t.expose('read', { type: 'DateTime', description: 'Null while it is unread.' }),
    }),
  });
  builder.queryField('notices', (t) =>
    t.field({
      type: connections.of('Notice', Notice),
      access: 'notice.read',
      description: 'What one was told, newest first.',
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        unread: t.arg.boolean({ description: 'Only what is unread.' }),
      },
      resolve: (_, { unread, ...page }, context) =>
        listNotices({ ...page, unread: unread ?? false }, context, options.cursorKey),
    }),
  );
  addMutation(builder, {
    name: 'readNotices',
    access: 'notice.read',
    description: 'Marks notices as read.',
    input: builder.inputRef<ReadNoticesInput>('ReadNoticesInput').implement({
      fields: (t) => ({ ids: t.idList({ required: true }) }),
    }),
    payload: builder.objectRef<Payload<MadeRecord<readonly NoticeRow[]>>>('ReadNoticesPayload').implement({
      embedded: true,
      fields: (t) => ({
        record: t.field({ type: [Notice], resolve: ({ made: of }) => of && [...of.record] }),
        ...told(t),
      }),
    }),
    patient: () => null,
    run: async (input, context) => made(await readNotices(input, context), null),
  });
}
