import type { Caller } from '../caller/caller.ts';
import {
  NARROWED_BY_DENY,
  NARROWED_BY_SENSITIVITY,
  type Policy,
  type Relation,
} from '../catalogue/policy.ts';
import { type Fragment, join, sql } from '../sql/fragment.ts';
import { actorsOf, denied, permitted } from './consent-sql.ts';
import { fact, type PersonFact } from './person-facts.ts';
import type { RowKeys } from './row-keys.ts';

/** What a relation asks of the person; none where the row itself says it. */
export function factOf(relation: Relation, keys: Omit<RowKeys, 'time'>): PersonFact | null {
  switch (relation) {
    case 'self':
    case 'treating':
    case 'breakGlass':
    case 'case':
      return relation;
    case 'custodian':
    case 'insurer':
      return keys[relation] === undefined ? relation : null;
    default:
      return null;
  }
}

/** Whether a relation, and what narrows it, needs the person's provisions. */
export const needsProvisions = (relation: Relation): boolean =>
  relation === 'consented' || relation === 'breakGlass' || NARROWED_BY_DENY.includes(relation);

/** The bare relation, before consent and sensitivity narrow it. An unknown relation holds for nobody. */
function bare(relation: Relation, policy: Policy, caller: Caller, keys: RowKeys): Fragment {
  const ofPerson = factOf(relation, keys);
  if (ofPerson !== null) return fact(ofPerson);
  switch (relation) {
    case 'custodian':
    case 'provider':
    case 'insurer':
      return keys[relation] === undefined ? sql`false` : sql`${keys[relation]} = ${caller.organization}`;
    case 'grantee':
      return keys.grantees === undefined ? sql`false` : sql`${keys.grantees} && ${actorsOf(caller)}::text[]`;
    case 'consented':
      return permitted(policy, keys);
    default:
      return sql`false`;
  }
}

/** Whether a relation holds between the caller and a row, for one policy: the subgraph's own layer, as SQL. */
export function holds(relation: Relation, policy: Policy, caller: Caller, keys: RowKeys): Fragment {
  const conditions = [bare(relation, policy, caller, keys)];
  if (NARROWED_BY_SENSITIVITY.includes(relation) && keys.sensitivity !== undefined)
    conditions.push(sql`${keys.sensitivity} = 'N'`);
  if (NARROWED_BY_DENY.includes(relation) && policy.dataClass !== undefined)
    conditions.push(sql`not ${denied(policy, keys)}`);
  if (relation === 'breakGlass') conditions.push(sql`not ${denied(policy, keys, true)}`);
  return sql`(${join(conditions, ' and ')})`;
}
