import { type Builder, byId, type RequestContext, sql } from '@caretrail/kit';
import { organizationLoader } from '../../directory/organization.ts';
import type { Around } from '../../record/around.ts';
import type { Decision } from '../consent-values.ts';
import type { addConsentInputs } from './inputs.ts';
import type { Reach } from './reach.ts';

const memberLoader = ({ store }: RequestContext) =>
  byId<{ id: string; organization: string }>((slugs) =>
    store.query(sql`select slug as id, organization from access.member where slug = any(${slugs}::text[])`),
  );

/** A line of a preview. */
export function addReach(
  builder: Builder,
  { Organization }: Around,
  {
    Decision: decision,
    ConsentClass,
  }: {
    readonly Decision: Decision;
    readonly ConsentClass: ReturnType<typeof addConsentInputs>['ConsentClass'];
  },
) {
  return builder.objectRef<Reach>('ConsentReach').implement({
    embedded: true,
    description:
      'What a decision opens to an actor, or closes for them, of one class. Records are counted by month.',
    fields: (t) => ({
      decision: t.field({ type: decision, resolve: ({ decision: one }) => one }),
      actor: t.string({ description: 'Null: everyone.', resolve: ({ actor }) => actor }),
      organization: t.field({
        type: Organization,
        resolve: async ({ actor }, _, context) => {
          const member = actor === null ? null : await context.use(memberLoader).load(actor);
          return member && context.use(organizationLoader).load(member.organization);
        },
      }),
      class: t.field({ type: ConsentClass, nullable: false, resolve: (reach) => reach.class }),
      purposes: t.stringList({ description: 'Empty: any.', resolve: ({ purposes }) => [...purposes] }),
      records: t.exposeInt('records', { nullable: false }),
      sensitive: t.exposeInt('sensitive', { nullable: false, description: 'Of these, labelled R or V.' }),
      emergency: t.exposeBoolean('emergency', {
        nullable: false,
        description: 'A deny: an emergency access gets past it.',
      }),
    }),
  });
}
