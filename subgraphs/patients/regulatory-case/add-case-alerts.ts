import { addMutation, type Builder, made, recordPayload } from '@caretrail/kit';
import type { Acting } from '../record/acting.ts';
import {
  type CaseAlertRow,
  listCaseAlerts,
  type ReviewCaseAlertInput,
  reviewCaseAlert,
} from './case-alerts.ts';

/** The review queue of cases under which unusually much was read. */
export function addCaseAlerts(builder: Builder, { connections, told, reviews, options }: Acting): void {
  const Alert = builder.objectRef<CaseAlertRow>('CaseAlert').implement({
    embedded: true,
    description:
      'Unusually much of people’s data was read under a case in a day; the number stands as when it was raised.',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      case: t.exposeID('case_id'),
      auditor: t.exposeString('auditor'),
      reason: t.exposeString('reason', { description: 'Of the case.' }),
      day: t.expose('day', { type: 'Date' }),
      reads: t.exposeInt('reads', {
        description: 'Requests that showed a person’s data, counted for each person.',
      }),
      raised: t.expose('raised', { type: 'DateTime' }),
      reviewed: t.expose('reviewed', { type: 'DateTime' }),
      reviewer: t.exposeString('reviewer'),
      outcome: t.field({ type: reviews.Outcome, resolve: ({ outcome }) => outcome as never }),
      finding: t.exposeString('finding'),
    }),
  });
  builder.queryField('caseAlerts', (t) =>
    t.field({
      type: connections.of('CaseAlert', Alert),
      access: 'case.review',
      description: 'Cases of others under which unusually much was read, the oldest first.',
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        state: t.arg({ type: reviews.State, defaultValue: 'OPEN' }),
      },
      resolve: (_, { state, ...page }, context) =>
        listCaseAlerts({ ...page, state: state ?? 'OPEN' }, context, options.cursorKey),
    }),
  );
  addMutation(builder, {
    name: 'reviewCaseAlert',
    access: 'case.review',
    description: 'Says what was found about a case of somebody else, once.',
    input: builder.inputRef<ReviewCaseAlertInput>('ReviewCaseAlertInput').implement({
      fields: (t) => ({
        id: t.id({ required: true }),
        outcome: t.field({ type: reviews.Outcome, required: true }),
        finding: t.string({ description: 'Required where it was not justified.' }),
      }),
    }),
    payload: recordPayload(builder, told, 'ReviewCaseAlertPayload', Alert),
    patient: () => null,
    run: async (input, context) => made(await reviewCaseAlert(input, context), null),
  });
}
