import { MutationRefused, type RequestContext, sql } from '@caretrail/kit';

/** The member that keeps a person's record, and the record of its organization. */
export interface Keeper {
  readonly custodian: string;
  readonly organization: string | null;
}

/** @throws MutationRefused for a person of whom nothing is kept */
export async function keeperOf({ store }: RequestContext, patient: string): Promise<Keeper> {
  const [found] = await store.query<Keeper>(
    sql`select p.custodian, m.organization from patients.patient p left join access.member m on m.slug = p.custodian
      where p.id = ${patient}::uuid`,
  );
  if (!found)
    throw new MutationRefused('PATIENT_UNKNOWN', 'patient', 'No record of this person is kept here.');
  return found;
}

/** The members of the network, and the record of each one's organization. */
export async function membersOf({ store }: RequestContext): Promise<ReadonlyMap<string, string>> {
  const rows = await store.query<{ slug: string; organization: string }>(
    sql`select slug, organization from access.member`,
  );
  return new Map(rows.map(({ slug, organization }) => [slug, organization]));
}
