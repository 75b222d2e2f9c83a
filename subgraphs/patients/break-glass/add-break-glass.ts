import { addMutation, type Builder, made, recordPayload } from '@caretrail/kit';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { addBreakGlassType } from './break-glass-type.ts';
import { listReviews } from './list-reviews.ts';
import { type OpenBreakGlassInput, openBreakGlass } from './open-break-glass.ts';
import { endBreakGlass, listOwnAccesses } from './own-accesses.ts';
import { type ReviewBreakGlassInput, reviewBreakGlass } from './review-break-glass.ts';
import type { SoughtInput } from './sought.ts';

/** Emergency accesses: how they are opened, who looks at them, and what was found. */
export function addBreakGlass(builder: Builder, around: Around, acting: Acting): void {
  const { connections, told, reviews, options } = acting;
  const { BreakGlass, Reason } = addBreakGlassType(builder, around, acting);
  const payload = (name: string) => recordPayload(builder, told, name, BreakGlass);
  const Connection = connections.of('BreakGlass', BreakGlass);
  const Person = builder.inputRef<SoughtInput>('ExactPersonInput').implement({
    description:
      'Either a whole identifier, or family name, first given name and birth date; all exactly as on record.',
    fields: (t) => ({
      identifier: t.string(),
      system: t.string({ description: 'URI of the identifier’s system; default: any.' }),
      family: t.string(),
      given: t.string({ description: 'The first given name.' }),
      birthDate: t.field({ type: 'Date', description: 'YYYY-MM-DD.' }),
    }),
  });
  addMutation(builder, {
    name: 'openBreakGlass',
    access: 'breakglass.open',
    description:
      'Opens the records of exactly one person for four hours, at once. The person is told, somebody else reviews it, it stands on the ledger, and everything that is read under it is marked.',
    input: builder.inputRef<OpenBreakGlassInput>('OpenBreakGlassInput').implement({
      fields: (t) => ({
        person: t.field({ type: Person, required: true }),
        reason: t.field({ type: Reason, required: true }),
        explanation: t.string({
          required: true,
          description: 'Why it is an emergency, in 10 to 2000 characters.',
        }),
      }),
    }),
    payload: payload('OpenBreakGlassPayload'),
    patient: () => null,
    about: ({ record: { patient } }) => patient,
    run: async (input, context) => made(await openBreakGlass(input, context, options), 'PENDING'),
  });
  addMutation(builder, {
    name: 'endBreakGlass',
    access: 'breakglass.own',
    description: 'Ends an emergency access of one’s own before its time. Its review is still due.',
    input: builder.inputRef<{ readonly id: string }>('EndBreakGlassInput').implement({
      fields: (t) => ({ id: t.id({ required: true }) }),
    }),
    payload: payload('EndBreakGlassPayload'),
    patient: () => null,
    about: ({ record: { patient } }) => patient,
    run: async (input, context) => made(await endBreakGlass(input, context), null),
  });
  builder.queryField('breakGlassAccesses', (t) =>
    t.field({
      type: Connection,
      access: 'breakglass.own',
      description: 'The caller’s own emergency accesses, newest first.',
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        active: t.arg.boolean({ description: 'Only those that open something still.' }),
      },
      resolve: (_, { active, ...page }, context) =>
        listOwnAccesses({ ...page, active: active ?? false }, context, options.cursorKey),
    }),
  );
  addMutation(builder, {
    name: 'reviewBreakGlass',
    access: 'breakglass.review',
    description:
      'Judges an emergency access of somebody else, once. What was not justified opens nothing any more.',
    input: builder.inputRef<ReviewBreakGlassInput>('ReviewBreakGlassInput').implement({
      fields: (t) => ({
        id: t.id({ required: true }),
        outcome: t.field({ type: reviews.Outcome, required: true }),
        finding: t.string({ description: 'What was found; required where it was not justified.' }),
      }),
    }),
    payload: payload('ReviewBreakGlassPayload'),
    patient: () => null,
    about: ({ record: { patient } }) => patient,
    run: async (input, context) => made(await reviewBreakGlass(input, context, options), 'PENDING'),
  });
  builder.queryField('breakGlassReviews', (t) =>
    t.field({
      type: Connection,
      access: 'breakglass.review',
      description: 'Emergency accesses that the caller may review, the oldest first; never their own.',
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        state: t.arg({ type: reviews.State, defaultValue: 'OPEN' }),
      },
      resolve: (_, { state, ...page }, context) =>
        listReviews({ ...page, state: state ?? 'OPEN' }, context, options.cursorKey),
    }),
  );
}
