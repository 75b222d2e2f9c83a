import { type Builder, type Connection, visible } from '@caretrail/kit';
import { type OrganizationRecord, type OrganizationRef, organizationLoader } from './organization.ts';
import { listOrganizations } from './organizations.ts';

export function addOrganizationQueries(
  builder: Builder,
  Organization: OrganizationRef,
  OrganizationConnection: Connection<OrganizationRecord>,
  cursorKey: Uint8Array,
): void {
  builder.queryFields((t) => ({
    organization: t.field({
      type: Organization,
      access: 'open',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        visible('Organization', id, context, (known) => context.use(organizationLoader).load(known)),
    }),
    organizations: t.field({
      type: OrganizationConnection,
      access: 'open',
      nullable: false,
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: (_, page, context) => listOrganizations(page, context, cursorKey),
    }),
  }));
}
