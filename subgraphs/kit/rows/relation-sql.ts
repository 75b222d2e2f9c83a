import type { Caller } from '../caller/caller.ts';
import {
  NARROWED_BY_DENY,
  NARROWED_BY_SENSITIVITY,
  type Policy,
  type Relation,
} from '../catalogue/policy.ts';
import { type Fragment, join, sql } from '../sql/fragment.ts';
import { denied, permits } from './consent-sql.ts';
import type { RowKeys } from './row-keys.ts';

/** The bare fact, before consent and sensitivity narrow it. An unknown relation holds for nobody. */
function fact(relation: Relation, policy: Policy, caller: Caller, keys: RowKeys): Fragment {
  const { patient } = keys;
  switch (relation) {
    case 'self':
      return sql`exists (select from access.delegate r
        where r.subject = ${caller.subject} and r.patient = ${patient} and r.until > now())`;
    case 'treating':
      return sql`exists (select from access.treating r
        where r.member = ${caller.organization} and r.patient = ${patient} and r.until > now())`;
    case 'custodian':
      if (keys.custodian !== undefined) return sql`${keys.custodian} = ${caller.organization}`;
      return sql`exists (select from access.custodian r
        where r.member = ${caller.organization} and r.patient = ${patient})`;
    case 'provider':
      return keys.provider === undefined ? sql`false` : sql`${keys.provider} = ${caller.organization}`;
    case 'insurer':
      if (keys.insurer !== undefined) return sql`${keys.insurer} = ${caller.organization}`;
      return sql`exists (select from access.insurer r
        where r.member = ${caller.organization} and r.patient = ${patient})`;
    case 'consented':
      return sql`exists (${permits(policy, caller, keys)})`;
    case 'breakGlass':
      return sql`(exists (select from access.break_glass r
        where r.subject = ${caller.subject} and r.patient = ${patient} and r.expires > now())
        and not ${denied(policy, caller, keys, true)})`;
    case 'case':
      return sql`exists (select from access.case_scope s join access.regulatory_case r on r.id = s.case_id
        where r.id = ${caller.case}::uuid and r.auditor = ${caller.subject} and s.patient = ${patient}
        and r.opened_at <= now() and r.open_until > now() and r.closed_at is null)`;
    default:
      return sql`false`;
  }
}

/** Whether a relation holds between the caller and a row, for one policy: the subgraph's own layer, as SQL. */
export function holds(relation: Relation, policy: Policy, caller: Caller, keys: RowKeys): Fragment {
  const conditions = [fact(relation, policy, caller, keys)];
  if (NARROWED_BY_SENSITIVITY.includes(relation) && keys.sensitivity !== undefined)
    conditions.push(sql`${keys.sensitivity} = 'N'`);
  if (NARROWED_BY_DENY.includes(relation) && policy.dataClass !== undefined)
    conditions.push(sql`not ${denied(policy, caller, keys)}`);
  return sql`(${join(conditions, ' and ')})`;
}
