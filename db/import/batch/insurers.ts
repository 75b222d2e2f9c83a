import type { Queries } from '../connection.ts';

/** Brings the insurer relation of these patients to what their claims say: whoever insures one of them insures the person. */
export async function renewInsurers(sql: Queries, patients: readonly string[]): Promise<void> {
  if (patients.length === 0) return;
  await sql`
    with insured as (
      select distinct insurer_member as member, patient from claims.claim
      where patient = any(${[...patients]}::uuid[]) and insurer_member is not null
    ), lapsed as (
      delete from access.insurer
      where patient = any(${[...patients]}::uuid[])
        and not exists (select from insured where insured.member = insurer.member and insured.patient = insurer.patient)
    )
    insert into access.insurer (member, patient)
    select member, patient from insured order by member, patient
    on conflict (member, patient) do nothing`;
}
