import type { Queries } from '../connection.ts';

/**
 * Brings the insurer relation of these patients to what their claims and coverages say: whoever insures one of the claims,
 * or stands in a coverage that is in force by its status, insures the person.
 */
export async function renewInsurers(sql: Queries, patients: readonly string[]): Promise<void> {
  if (patients.length === 0) return;
  await sql`
    with insured as (
      select distinct insurer_member as member, patient from claims.claim
      where patient = any(${[...patients]}::uuid[]) and insurer_member is not null
      union
      select insurer_member, patient from claims.coverage
      where patient = any(${[...patients]}::uuid[]) and insurer_member is not null and status = 'active'
    ), lapsed as (
      delete from access.insurer
      where patient = any(${[...patients]}::uuid[])
        and not exists (select from insured where insured.member = insurer.member and insured.patient = insurer.patient)
    )
    insert into access.insurer (member, patient)
    select member, patient from insured order by member, patient
    on conflict (member, patient) do nothing`;
}
