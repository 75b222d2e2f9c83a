import { addMutation, type Builder, DATA_CLASSES, isRecordId, made, recordPayload } from '@caretrail/kit';
import { memberOf } from '../directory/members.ts';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { type AnswerAccessRequestInput, answerAccessRequest, askedOf } from './answer-access-request.ts';
import { listRequests } from './list-requests.ts';
import { type RequestAccessInput, requestAccess } from './request-access.ts';
import { ACCESS_ANSWERS, type RequestRow } from './request-row.ts';

/** Clinicians ask people for access, and people answer. */
export function addRequests(
  builder: Builder,
  { loaders, Patient, Organization }: Around,
  { connections, told, options }: Acting,
): void {
  const Answer = builder.enumType('AccessAnswer', { values: ACCESS_ANSWERS });
  const State = builder.enumType('AccessRequestState', {
    values: ['OPEN', 'EXPIRED', ...ACCESS_ANSWERS] as const,
  });
  const Request = builder.objectRef<RequestRow>('AccessRequest').implement({
    embedded: true,
    description: 'A clinician asks a person for access to a class of their data.',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      patient: t.field({
        type: Patient,
        access: 'person.see',
        description: 'Who is asked, where the caller may see them.',
        resolve: ({ patient }, _, context) => loaders.patients(context).byId(patient) as never,
      }),
      patientId: t.exposeID('patient', { description: 'The id that was asked for.' }),
      requester: t.exposeString('subject', { description: 'Staff id of who asks: as a consent names them.' }),
      organization: t.field({
        type: Organization,
        description: 'For whom they work.',
        resolve: ({ organization }, _, context) => memberOf(organization, context),
      }),
      dataClass: t.exposeString('data_class', { description: DATA_CLASSES.join(', ') }),
      days: t.exposeInt('days', { description: 'Days of access that are asked for, from the answer on.' }),
      explanation: t.exposeString('explanation'),
      asked: t.expose('asked', { type: 'DateTime' }),
      expires: t.expose('expires', { type: 'DateTime', description: 'Until when it can be answered.' }),
      answered: t.expose('answered', { type: 'DateTime' }),
      state: t.expose('state', { type: State }),
      consent: t.exposeID('consent', { description: 'The consent that followed.' }),
    }),
  });
  const payload = (name: string) => recordPayload(builder, told, name, Request);
  const DataClass = builder.enumType('AccessDataClass', { values: DATA_CLASSES });
  addMutation(builder, {
    name: 'requestAccess',
    access: 'access.request',
    description: 'Asks a person for access. Whether there is such a person is not told.',
    input: builder.inputRef<RequestAccessInput>('RequestAccessInput').implement({
      fields: (t) => ({
        patient: t.id({ required: true, description: 'Record id of the person.' }),
        dataClass: t.field({ type: DataClass, required: true }),
        days: t.int({ description: '1 to 365; default 30.' }),
        explanation: t.string({ required: true, description: 'In 10 to 2000 characters.' }),
      }),
    }),
    payload: payload('RequestAccessPayload'),
    patient: ({ patient }) => (isRecordId(patient) ? patient : null),
    run: async (input, context) => made(await requestAccess(input, context), null),
  });
  addMutation(builder, {
    name: 'answerAccessRequest',
    access: 'access.answer',
    description: 'Answers a request, once.',
    input: builder.inputRef<AnswerAccessRequestInput>('AnswerAccessRequestInput').implement({
      fields: (t) => ({
        id: t.id({ required: true }),
        answer: t.field({ type: Answer, required: true }),
        consent: t.id({ description: 'With GRANTED: the consent that was granted for it.' }),
      }),
    }),
    payload: payload('AnswerAccessRequestPayload'),
    patient: askedOf,
    run: async (input, context) => made(await answerAccessRequest(input, context), null),
  });
  builder.queryField('accessRequests', (t) =>
    t.field({
      type: connections.of('AccessRequest', Request),
      access: 'request.read',
      description: 'What one was asked, or has asked, newest first.',
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        open: t.arg.boolean({ description: 'Only what can be answered.' }),
      },
      resolve: (_, { open, ...page }, context) =>
        listRequests({ ...page, open: open ?? false }, context, options.cursorKey),
    }),
  );
}
