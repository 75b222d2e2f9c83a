import type { Queries } from '../connection.ts';

/** A member of the consortium: its slug is its name in logs, certificates, tokens and `--custodian`. */
export interface ConsortiumMember {
  readonly slug: string;
  readonly msp: string;
  readonly kind: 'hospital' | 'payer' | 'regulator';
  readonly name: string;
}

/** The members that this deployment serves out of the box. Their order decides nothing; their slugs are for ever. */
export const CONSORTIUM: readonly ConsortiumMember[] = [
  { slug: 'lakeside', msp: 'HospitalMSP', kind: 'hospital', name: 'Lakeside Hospital' },
  { slug: 'northgate', msp: 'HospitalMSP', kind: 'hospital', name: 'Northgate Medical Center' },
  { slug: 'saint-anne', msp: 'HospitalMSP', kind: 'hospital', name: 'Saint Anne Hospital' },
  { slug: 'harbor-mutual', msp: 'PayerMSP', kind: 'payer', name: 'Harbor Mutual' },
  { slug: 'unity-health', msp: 'PayerMSP', kind: 'payer', name: 'Unity Health' },
  { slug: 'health-authority', msp: 'RegulatorMSP', kind: 'regulator', name: 'Health Authority' },
];

/**
 * Puts the members that are missing on record, each with its own row among the organizations, which it operates. Members
 * that are there already stay as they are.
 */
export async function ensureMembers(sql: Queries): Promise<void> {
  await sql`
    with missing as (
      select gen_random_uuid() as id, wanted.*
      from json_to_recordset(${JSON.stringify(CONSORTIUM)}::text::json) as wanted(slug text, msp text, kind text, name text)
      where not exists (select from access.member where member.slug = wanted.slug)
    ), organization as (
      insert into patients.organization (id, slug, name, kind, member) select id, slug, name, kind, slug from missing
    ), operated as (
      insert into access.operates (organization, member) select id, slug from missing
    )
    insert into access.member (slug, msp, kind, name, organization) select slug, msp, kind, name, id from missing`;
}
