import type { Builder, RequestContext } from '@caretrail/kit';
import { BREAK_GLASS_REASONS } from '@caretrail/proof/command';
import { memberOf } from '../directory/members.ts';
import { pseudonym } from '../patient/pseudonym.ts';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import type { BreakGlassRow } from './break-glass-row.ts';
import { staffId } from './staff-id.ts';

/** Exact for those concerned, by day for oversight. */
const told = (at: string | null, { caller }: RequestContext): string | null =>
  at !== null && caller.tier === 'regulator' ? `${at.slice(0, 10)}T00:00:00.000Z` : at;

/** An emergency access, and what else its declarations name. */
export function addBreakGlassType(builder: Builder, around: Around, { options, reviews }: Acting) {
  const { loaders, Patient, Organization } = around;
  const { pseudonymKey } = options;
  /** Colleagues by their staff id, others by a keyed one. */
  const person = (subject: string | null, organization: string | null, { caller }: RequestContext) => {
    if (subject === null || organization === null || organization === caller.organization) return subject;
    const key = pseudonymKey(organization);
    return key === undefined ? null : staffId(key, subject);
  };
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
        resolve: ({ subject, organization }, _, context) => person(subject, organization, context),
      }),
      organization: t.field({
        type: Organization,
        description: 'For whom the actor works.',
        resolve: ({ organization }, _, context) => memberOf(organization, context),
      }),
      reason: t.field({ type: Reason, resolve: ({ reason }) => reason as never }),
      explanation: t.exposeString('explanation'),
      opened: t.field({ type: 'DateTime', resolve: ({ opened }, _, context) => told(opened, context) }),
      expires: t.field({ type: 'DateTime', resolve: ({ expires }, _, context) => told(expires, context) }),
      active: t.exposeBoolean('active', { description: 'Whether it opens anything still.' }),
      reviewed: t.field({ type: 'DateTime', resolve: ({ reviewed }, _, context) => told(reviewed, context) }),
      reviewer: t.string({
        resolve: (row, _, context) => person(row.reviewer, row.reviewed_for, context),
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
