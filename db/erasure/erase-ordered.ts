import type { Sql } from 'postgres';
import { renewInsurers } from '../import/batch/insurers.ts';
import { renewTreating } from '../import/batch/treating.ts';
import type { Queries } from '../import/connection.ts';
import { excludeImports } from '../import/lock.ts';
import { RECORD_TYPES } from '../records/index.ts';
import { destroyRecords } from './destroy.ts';
import { refuseForeign, tellWaiting } from './waiting.ts';
import { withdrawExports } from './withdraw-exports.ts';

/** Records that one transaction erases. */
const MOST = 200;

interface Ready {
  readonly record: string;
  readonly type: keyof typeof RECORD_TYPES;
  readonly patient: string;
}

export interface ErasureOptions {
  /** Days after an encounter for which its member still treats (`CARETRAIL_TREATING_DAYS`). */
  readonly treatingDays: number;
  readonly most?: number;
}

/**
 * Destroys values and salts of records whose erasure is on record: in rows, versions, index tables and what came in. The nodes
 * of their versions stay, so that what was proved stays proved. What an import has begun is waited for: it must not write again
 * what is being taken away.
 *
 * @returns how many records were erased; 0 also while an import runs
 */
export async function eraseOrdered(
  pool: Sql,
  { treatingDays, most = MOST }: ErasureOptions,
): Promise<number> {
  const [ordered] = await pool`select from access.erasure where erased_at is null limit 1`;
  if (!ordered) return 0;
  const erased = await pool.begin(async (sql) => {
    if (!(await excludeImports(sql))) return [];
    await refuseForeign(sql);
    const ready = await readyOrders(sql, most);
    for (const [type, orders] of Map.groupBy(ready, (order) => order.type))
      await destroyRecords(
        sql,
        RECORD_TYPES[type],
        orders.map(({ record }) => record),
      );
    const people = [...new Set(ready.map(({ patient }) => patient))];
    await renewTreating(sql, people, treatingDays);
    await renewInsurers(sql, people);
    await withdrawExports(sql, people);
    await settle(sql, ready);
    await tellWaiting(sql);
    return ready;
  });
  return erased.length;
}

/**
 * Orders that nothing stands in the way of. Not those of people whom an open regulatory case covers: what is looked into is
 * not taken away meanwhile, and who ordered is not told of the case.
 */
const readyOrders = (sql: Queries, most: number) => sql<Ready[]>`
  select e.record, head.type, head.subject as patient
  from access.erasure e
  cross join lateral (
    select v.type, v.subject from provenance.version v where v.record = e.record order by v.number desc limit 1) head
  where e.erased_at is null
    and not exists (
      select from access.case_scope s join access.regulatory_case k on k.id = s.case_id
      where s.patient = head.subject and k.closed_at is null and k.open_until > now())
    and (head.type <> 'Patient' or not exists (
      select from provenance.version o
      where o.subject = e.record and o.record <> e.record and o.type <> 'AuditEvent'
        and not exists (select from access.erasure d where d.record = o.record and d.erased_at is not null)))
    and (head.type not in ('Patient', 'Consent') or not exists (
      select from provenance.submission b where b.patient = head.subject and b.state = 'PENDING'))
  order by e.ordered_at, e.record limit ${most} for update of e skip locked`;

const settle = (sql: Queries, ready: readonly Ready[]) => sql`
  update access.erasure e set erased_at = now(), waits = null, type = done.type, patient = done.subject,
    versions = done.versions
  from (
    select record, min(type) as type, min(subject::text)::uuid as subject, count(*)::int as versions
    from provenance.version where record = any(${ready.map(({ record }) => record)}::uuid[]) group by record) done
  where e.record = done.record`;
