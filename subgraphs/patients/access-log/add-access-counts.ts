import { BadInput, type Builder, isRecordId, MOST_PAGE } from '@caretrail/kit';
import { toldOf } from '../review/told-of.ts';
import { type AccessCount, countAccess } from './count-access.ts';

/** `Query.accessCounts`: how often each of some visits was looked at. */
export function addAccessCounts(builder: Builder): void {
  const Count = builder.objectRef<AccessCount>('AccessCount').implement({
    embedded: true,
    description: 'How often others than the caller have read something of a visit.',
    fields: (t) => ({
      encounter: t.exposeID('encounter', { nullable: false, description: 'Record id of the visit.' }),
      requests: t.exposeInt('requests', { nullable: false }),
      readers: t.exposeInt('readers', { nullable: false, description: 'People behind these requests.' }),
      last: t.field({
        type: 'DateTime',
        description: 'Null where nobody has.',
        resolve: ({ last }, _, context) => toldOf(last, context),
      }),
      emergency: t.exposeBoolean('emergency', {
        nullable: false,
        description: 'Whether an emergency access alone opened it to any of them.',
      }),
      unvisited: t.exposeBoolean('unvisited', {
        nullable: false,
        description: 'Whether any clinician’s organization had no visit of the person in time.',
      }),
    }),
  });
  builder.queryField('accessCounts', (t) =>
    t.field({
      type: [Count],
      access: 'accesslog.read',
      description: 'How often visits were looked at; none for one that the caller may not know of.',
      args: { encounters: t.arg.idList({ required: true }) },
      resolve: (_, { encounters }, context) => {
        if (encounters.length > MOST_PAGE || !encounters.every(isRecordId))
          throw new BadInput(`encounters must be up to ${MOST_PAGE} ids of visits.`);
        return countAccess(encounters, context);
      },
    }),
  );
}
