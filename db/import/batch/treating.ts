import type { Queries } from '../connection.ts';

/**
 * Brings the treating relation of these patients to what their encounters say: a member treats while an encounter there is
 * open, and for some days after the last one ended. A planned, cancelled or mistaken encounter treats nobody. An end known to
 * the day (month, year) lasts to the end of it.
 */
export async function renewTreating(sql: Queries, patients: readonly string[], days: number): Promise<void> {
  if (patients.length === 0) return;
  await sql`
    with visit as (
      select encounter.custodian as member, encounter.patient, encounter.status, encounter.period_end as ended,
             coalesce(encounter.period_end, encounter.period_start) as last
      from (
        select encounter.custodian, encounter.patient, encounter.status, detail.period_start, detail.period_end
        from patients.encounter join patients.encounter_detail detail on detail.encounter = encounter.id
        where encounter.patient = any(${[...patients]}::uuid[])
      ) encounter
      where encounter.status is distinct from 'planned' and encounter.status is distinct from 'cancelled'
        and encounter.status is distinct from 'entered-in-error'
    ), treated as (
      select member, patient, max(
        case
          when ended is null and status in ('arrived', 'triaged', 'in-progress', 'onleave') then 'infinity'
          else case length(last)
            when 4 then (last || '-01-01Z')::timestamptz + interval '1 year'
            when 7 then (last || '-01Z')::timestamptz + interval '1 month'
            when 10 then (last || 'Z')::timestamptz + interval '1 day'
            else last::timestamptz
          end + make_interval(days => ${days})
        end) as until
      from visit group by member, patient
    ), lapsed as (
      delete from access.treating
      where patient = any(${[...patients]}::uuid[])
        and not exists (select from treated
                        where treated.member = treating.member and treated.patient = treating.patient and until is not null)
    )
    insert into access.treating (member, patient, until)
    select member, patient, until from treated where until is not null order by member, patient
    on conflict (member, patient) do update set until = excluded.until where treating.until <> excluded.until`;
}
