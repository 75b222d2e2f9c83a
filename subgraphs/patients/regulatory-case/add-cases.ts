import { addMutation, type Builder, made, recordPayload } from '@caretrail/kit';
import type { Acting } from '../record/acting.ts';
import { addCaseAlerts } from './add-case-alerts.ts';
import type { CaseRow } from './case-row.ts';
import { closeCase, listCases, type OpenCaseInput, openCase } from './own-cases.ts';

/** Cases of a regulator, under which people's records are seen. */
export function addCases(builder: Builder, acting: Acting): void {
  const { connections, told, options } = acting;
  const Case = builder.objectRef<CaseRow>('RegulatoryCase').implement({
    embedded: true,
    description:
      'Opens the records of the people whom it names, in coarse terms, to the auditor who names it in Caretrail-Case.',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      reason: t.exposeString('reason'),
      opened: t.expose('opened', { type: 'DateTime' }),
      until: t.expose('until', { type: 'DateTime' }),
      closed: t.expose('closed', { type: 'DateTime' }),
      people: t.exposeInt('people', { description: 'How many people it names.' }),
    }),
  });
  const payload = (name: string) => recordPayload(builder, told, name, Case);
  addMutation(builder, {
    name: 'openCase',
    access: 'case.open',
    description: 'Opens a case for thirty days. Whether the people whom it names are on record is not told.',
    input: builder.inputRef<OpenCaseInput>('OpenCaseInput').implement({
      fields: (t) => ({
        reason: t.string({ required: true, description: 'In 10 to 2000 characters.' }),
        patients: t.idList({
          required: true,
          description: 'Record ids of the people whom it covers, 500 at most.',
        }),
      }),
    }),
    payload: payload('OpenCasePayload'),
    patient: () => null,
    run: async (input, context) => made(await openCase(input, context), null),
  });
  addMutation(builder, {
    name: 'closeCase',
    access: 'case.close',
    description: 'Closes a case of one’s own: it opens nothing from the next request on.',
    input: builder.inputRef<{ readonly id: string }>('CloseCaseInput').implement({
      fields: (t) => ({ id: t.id({ required: true }) }),
    }),
    payload: payload('CloseCasePayload'),
    patient: () => null,
    run: async (input, context) => made(await closeCase(input, context), null),
  });
  builder.queryField('cases', (t) =>
    t.field({
      type: connections.of('RegulatoryCase', Case),
      access: 'case.read',
      description: 'The caller’s own cases, newest first.',
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: (_, page, context) => listCases(page, context, options.cursorKey),
    }),
  );
  addCaseAlerts(builder, acting);
}
