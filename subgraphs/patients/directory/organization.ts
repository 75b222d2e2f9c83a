import { type Builder, byId, type RequestContext, sql } from '@caretrail/kit';

/** FHIR Organizations and members: open reference data. */
export interface OrganizationRecord {
  readonly id: string;
  readonly slug: string | null;
  readonly name: string;
  readonly kind: string;
  readonly member: string | null;
}

/** A name is asked for by every list; one that the source left out is said to be so. */
export const ORGANIZATION_COLUMNS = sql`o.id, o.slug, coalesce(o.name, o.slug, 'Unnamed') as name, o.kind, o.member`;

export const organizationLoader = (context: RequestContext) =>
  byId<OrganizationRecord>((ids) =>
    context.store.query(
      sql`select ${ORGANIZATION_COLUMNS} from patients.organization o where o.id = any(${ids}::uuid[])`,
    ),
  );

export const addOrganizationType = (builder: Builder) =>
  builder.objectRef<OrganizationRecord>('Organization').implement({
    description: 'A provider, a payer, a regulator, or a member of the network (its slug is set).',
    access: 'open',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      slug: t.exposeString('slug'),
      name: t.exposeString('name', { nullable: false }),
      kind: t.exposeString('kind', { nullable: false }),
      member: t.exposeString('member', { description: 'The member that operates it.' }),
    }),
  });

export type OrganizationRef = ReturnType<typeof addOrganizationType>;
