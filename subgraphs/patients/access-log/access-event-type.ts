import { createHmac } from 'node:crypto';
import type { Builder } from '@caretrail/kit';
import { staffAsSeen } from '../break-glass/staff-id.ts';
import { memberOf } from '../directory/members.ts';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { toldOf } from '../review/told-of.ts';
import type { ListedEntry } from './list-access.ts';
import { practitionerNames } from './practitioner-name.ts';

/** `AccessEvent`: an entry of the access log, which gathers what is repeated. */
export function addAccessEventType(
  builder: Builder,
  { Organization }: Around,
  { AnchorStatus, options: { cursorKey, pseudonymKey } }: Pick<Acting, 'AnchorStatus' | 'options'>,
) {
  const staff = staffAsSeen(pseudonymKey);
  // What tells entries apart holds the staff id: it leaves under a key of this deployment alone.
  const idOf = (key: string) =>
    createHmac('sha256', cursorKey)
      .update('caretrail/access-entry/1\0')
      .update(key)
      .digest('hex')
      .slice(0, 32);
  return builder.objectRef<ListedEntry>('AccessEvent').implement({
    embedded: true,
    description:
      'What one reader read on one day (UTC), for one purpose and with one outcome: repeats are one entry. Times are by day for a regulator.',
    fields: (t) => ({
      id: t.id({ nullable: false, resolve: ({ key }) => idOf(key) }),
      day: t.field({ type: 'Date', resolve: ({ first }) => first.slice(0, 10) }),
      first: t.field({ type: 'DateTime', resolve: ({ first }, _, context) => toldOf(first, context) }),
      last: t.field({ type: 'DateTime', resolve: ({ last }, _, context) => toldOf(last, context) }),
      requests: t.exposeInt('requests', { description: 'Requests that are gathered here.' }),
      tier: t.exposeString('tier'),
      role: t.exposeString('role'),
      organization: t.field({
        type: Organization,
        description: 'For whom the reader works; null for a person.',
        resolve: ({ organization }, _, context) => memberOf(organization, context),
      }),
      reader: t.string({
        description:
          'A staff id within the own organization, a keyed one elsewhere; of a person, only the caller’s own record id.',
        resolve: ({ tier, subject, organization }, _, { caller }) =>
          tier === 'patient' && subject !== caller.subject ? null : staff(subject, organization, caller),
      }),
      readerName: t.string({
        description: 'Name of a practitioner of the directory; other staff are known by role and id.',
        resolve: async ({ tier, subject }, _, context) => {
          if (tier !== 'hospital' || subject === null) return null;
          const [found] = await context.use(practitionerNames).load(subject);
          return found?.name ?? null;
        },
      }),
      own: t.boolean({
        description: 'Whether it was the caller.',
        resolve: ({ tier, subject }, _, { caller }) => tier === caller.tier && subject === caller.subject,
      }),
      purpose: t.exposeString('purpose'),
      case: t.exposeString('case', { description: 'The regulator’s case under which it was read.' }),
      outcome: t.exposeString('outcome', { description: 'PERMITTED, REFUSED or FAILED.' }),
      emergency: t.exposeBoolean('emergency', { description: 'An emergency access alone opened it.' }),
      unvisited: t.exposeBoolean('unvisited', {
        description: 'A clinician read it whose organization had no visit of the person in time.',
      }),
      anchor: t.field({
        type: AnchorStatus,
        description: 'ANCHORED: all that is gathered here is on the ledger, and cannot be altered unseen.',
        resolve: ({ key, anchors }) => anchors(key),
      }),
      classes: t.stringList({
        description: 'Classes of data that were read, or refused.',
        resolve: ({ classes }) => [...classes],
      }),
      policies: t.stringList({
        description: 'Rules that allowed it, or refused it.',
        resolve: ({ policies }) => [...policies],
      }),
      people: t.exposeInt('people', {
        description: 'People it concerns, of those whom the caller may know of.',
      }),
      patients: t.idList({
        description: 'Up to a hundred of them, by the ids of their records.',
        resolve: ({ patients }) => [...patients],
      }),
    }),
  });
}
