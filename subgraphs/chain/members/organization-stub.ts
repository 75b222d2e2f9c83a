import { type Builder, type GrantedRow, type RequestContext, stub } from '@caretrail/kit';
import { members } from './member.ts';

/** A reference to an organization, whose fields the patients subgraph answers. */
export type OrganizationReference = GrantedRow;

const reference = (id: string): OrganizationReference => ({
  id,
  grants: { patient: null, relations: {}, consents: [] },
});

export const addOrganization = (builder: Builder) =>
  stub(builder, 'Organization', async (id) => reference(id));

/** The organization of a member; null for a slug that no member here has. */
export async function organizationOf(
  context: RequestContext,
  slug: string | null,
): Promise<OrganizationReference | null> {
  const member = slug === null ? undefined : (await members(context)).get(slug);
  return member ? reference(member.organization) : null;
}
