import { byGroup, type RequestContext, sql } from '@caretrail/kit';
import { ORGANIZATION_COLUMNS, type OrganizationRecord } from './organization.ts';

const bySlug = (context: RequestContext) =>
  byGroup<OrganizationRecord>(
    (slugs) =>
      context.store.query(
        sql`select ${ORGANIZATION_COLUMNS} from patients.organization o where o.slug = any(${slugs}::text[])`,
      ),
    ({ slug }) => slug ?? '',
  );

/** A member of the network by its slug; null for none. */
export async function memberOf(
  slug: string | null,
  context: RequestContext,
): Promise<OrganizationRecord | null> {
  if (slug === null) return null;
  const [found = null] = await context.use(bySlug).load(slug);
  return found;
}
