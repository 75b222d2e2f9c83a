import type { Builder } from '@caretrail/kit';
import { BREAK_GLASS_REASONS } from '@caretrail/proof/command';
import { memberOf } from '../directory/members.ts';
import { pseudonym } from '../patient/pseudonym.ts';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { toldOf } from '../review/told-of.ts';
import type { BreakGlassRow } from './break-glass-row.ts';
import { staffAsSeen } from './staff-id.ts';

/** An emergency access, and what else its declarations name. */
export function addBreakGlassType(builder: Builder, around: Around, { options, reviews }: Acting) {
  const { loaders, Patient, Organization } = around;
  const { pseudonymKey } = options;
  const person = staffAsSeen(pseudonymKey);
  const Reason = builder.enumType('BreakGlassReason', { values: BREAK_GLASS_REASONS });
  const BreakGlass = builder.objectRef<BreakGlassRow>('BreakGlass').implement({
    embedded: true,
    description:
      'An emergency access: one clinician, one person, four hours; open until somebody else has reviewed it.',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      patient: t.field({
        type: Patient,
        access: 'person.see',
        description: 'The person, where the caller may see them.',
        resolve: ({ patient }, _, context) => loaders.patients(context).byId(patient) as never,
      }),
      pseudonym: t.string({
        description: 'Of the person, within the caller’s organization.',
        resolve: ({ patient }, _, { caller }) => {
          const key = caller.organization === null ? undefined : pseudonymKey(caller.organization);
          return key === undefined ? null : pseudonym(key, patient);
        },
      }),
      actor: t.string({
        description: 'Who declared it: a staff id within the own organization, a keyed one elsewhere.',
        resolve: ({ subject, organization }, _, { caller }) => person(subject, organization, caller),
      }),
      organization: t.field({
        type: Organization,
        description: 'For whom the actor works.',
        resolve: ({ organization }, _, context) => memberOf(organization, context),
      }),
      reason: t.field({ type: Reason, resolve: ({ reason }) => reason as never }),
      explanation: t.exposeString('explanation'),
      opened: t.field({ type: 'DateTime', resolve: ({ opened }, _, context) => toldOf(opened, context) }),
      expires: t.field({ type: 'DateTime', resolve: ({ expires }, _, context) => toldOf(expires, context) }),
      active: t.exposeBoolean('active', { description: 'Whether it opens anything still.' }),
      reviewed: t.field({
        type: 'DateTime',
        resolve: ({ reviewed }, _, context) => toldOf(reviewed, context),
      }),
      reviewer: t.string({
        resolve: (row, _, { caller }) => person(row.reviewer, row.reviewed_for, caller),
      }),
      reviewedFor: t.field({
        type: Organization,
        description: 'For whom the reviewer works.',
        resolve: ({ reviewed_for }, _, context) => memberOf(reviewed_for, context),
      }),
      outcome: t.field({ type: reviews.Outcome, resolve: ({ outcome }) => outcome as never }),
      finding: t.exposeString('finding'),
    }),
  });
  return { BreakGlass, Reason };
}
