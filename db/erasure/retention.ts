import type { ISql } from 'postgres';

/** How long records of a type are kept: an interval as PostgreSQL reads it, such as `10 years`, by record type. */
export type RetentionRules = ReadonlyMap<string, string>;

/** What a rule comes to now. */
export interface DueRecords {
  readonly type: string;
  readonly kept: string;
  /** Records of the type that are held. */
  readonly held: number;
  /** Those of them whose time is over. */
  readonly due: number;
  /** Those of the due ones that stay, because an open regulatory case covers their person. */
  readonly inCase: number;
}

/**
 * Records whose newest version is of longer ago than they are kept: by when the record is of, else by when it was recorded.
 * A person is due when nothing else is held of them.
 */
const OVER = `
  select v.record, v.type, v.subject, v.custodian,
    coalesce(v.at, v.recorded_at) < now() - rule.kept::interval
      and (v.type <> 'Patient' or not exists (
        select from provenance.version o
        where o.subject = v.record and o.record <> v.record and o.type <> 'AuditEvent'
          and not exists (select from access.erasure d where d.record = o.record and d.erased_at is not null))) as due,
    exists (select from access.case_scope s join access.regulatory_case k on k.id = s.case_id
      where s.patient = v.subject and k.closed_at is null and k.open_until > now()) as in_case
  from json_to_recordset($1::text::json) as rule(type text, kept text)
  join provenance.version v on v.type = rule.type
  where not exists (select from provenance.version n where n.record = v.record and n.number > v.number)
    and not exists (select from access.erasure e where e.record = v.record)`;

const asJson = (rules: RetentionRules): string =>
  JSON.stringify([...rules].map(([type, kept]) => ({ type, kept })));

/** What the rules would erase now; nothing is changed. */
export async function dueRecords(sql: ISql, rules: RetentionRules): Promise<readonly DueRecords[]> {
  if (rules.size === 0) return [];
  const rows = await sql.unsafe<Omit<DueRecords, 'kept'>[]>(
    `select type, count(*)::int as held, count(*) filter (where due)::int as due,
       count(*) filter (where due and in_case)::int as "inCase" from (${OVER}) found group by type`,
    [asJson(rules)],
  );
  const found = new Map(rows.map((row) => [row.type, row]));
  return [...rules].map(([type, kept]) => ({ held: 0, due: 0, inCase: 0, ...found.get(type), type, kept }));
}

/**
 * Puts the erasure of what is due on record, some at a time; {@link eraseOrdered} carries it out.
 * @returns how many were put
 */
export async function orderDue(sql: ISql, rules: RetentionRules, most = 1_000): Promise<number> {
  if (rules.size === 0) return 0;
  const ordered = await sql.unsafe(
    `insert into access.erasure (record, type, patient, custodian, ground, ordered_at)
     select record, type, subject, custodian, 'RETENTION_ENDED', now() from (${OVER}) found
     where due and not in_case and custodian is not null limit $2
     on conflict (record) do nothing returning record`,
    [asJson(rules), most],
  );
  return ordered.length;
}
