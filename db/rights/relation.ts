import type { RightsPolicy } from './catalogue.ts';
import { brokenGlass, permitted } from './consent.ts';
import type { Keys } from './keys.ts';
import type { CallerSql } from './text.ts';

/** The condition on a row under which a relation holds. */
type Rule = (keys: Keys, caller: CallerSql, policy: RightsPolicy) => string;

const own =
  (column: keyof Keys): Rule =>
  (keys, caller, policy) => {
    const name = keys[column];
    if (name === null) throw new Error(`${policy.id} asks for ${column}, which the table does not have.`);
    return `${name} = ${caller.organization}`;
  };

/**
 * Keeps PostgreSQL from hashing a fact's whole table for the statement, as it does for an `exists` that it expects to ask for many
 * rows: it does not reckon with the limit of a page, which asks for some dozens, and a hospital treats thousands.
 */
const ONE_BY_ONE = 'offset 0';

/**
 * Callers who see few people get them as an array, computed once, that drives an index; it must stand alone, for in an
 * OR it would be searched for each row. Callers who see many are asked about each row. Who is a party by a column of
 * the row itself needs no look elsewhere. Figures: docs/adr/0030.
 */
export const RELATION_RULES: Readonly<Record<string, Rule>> = {
  self: (keys, caller) => `${keys.patient} = any (array(select d.patient from access.delegate d
  where d.subject = ${caller.subject} and d.until > now()))`,
  case: (keys, caller) => `${keys.patient} = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = ${caller.case} and k.auditor = ${caller.subject}
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null))`,
  treating: (keys, caller) => `exists (select from access.treating t where t.member = ${caller.organization}
  and t.patient = ${keys.patient} and t.until > now() ${ONE_BY_ONE})`,
  consented: (keys, caller, policy) => permitted(policy, keys, caller),
  breakGlass: (keys, caller) => brokenGlass(keys, caller),
  grantee: ({ grantees }, { names }, { id }) => {
    if (grantees === null) throw new Error(`${id} asks for grantees, whom the table does not name.`);
    return `${grantees} && ${names}`;
  },
  custodian: own('custodian'),
  provider: own('providerMember'),
  insurer: (keys, caller, policy) =>
    keys.insurerMember === null
      ? `exists (select from access.insurer i where i.member = ${caller.organization}
  and i.patient = ${keys.patient} ${ONE_BY_ONE})`
      : own('insurerMember')(keys, caller, policy),
};
