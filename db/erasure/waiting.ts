import type { Queries } from '../import/connection.ts';

/** Takes out orders of a member that does not keep the record: it has no say, and they stand in nobody's way. */
export async function refuseForeign(sql: Queries): Promise<void> {
  await sql`
    delete from access.erasure e where e.erased_at is null and not exists (
      select from provenance.version v
      where v.record = e.record and v.custodian = e.custodian and v.type <> 'AuditEvent'
        and not exists (select from provenance.version n where n.record = v.record and n.number > v.number))`;
}

/**
 * Says why orders wait, as far as who gave them may know: records of the person are kept elsewhere, or a statement of theirs is
 * still on its way to the ledger.
 */
export async function tellWaiting(sql: Queries): Promise<void> {
  await sql`
    with waiting as (
      select e.record, case
        when e.type = 'Patient' and exists (
          select from provenance.version o
          where o.subject = e.record and o.record <> e.record and o.type <> 'AuditEvent'
            and not exists (select from access.erasure d where d.record = o.record)) then 'HELD_ELSEWHERE'
        when e.type in ('Patient', 'Consent') and exists (
          select from provenance.submission b where b.patient = e.patient and b.state = 'PENDING') then 'LEDGER_PENDING'
        end as waits
      from access.erasure e where e.erased_at is null)
    update access.erasure e set waits = waiting.waits from waiting
    where e.record = waiting.record and e.waits is distinct from waiting.waits`;
}
