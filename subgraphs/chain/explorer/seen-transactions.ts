import {
  CATALOGUE,
  type Fragment,
  type Relation,
  type RequestContext,
  relationsFor,
  sql,
} from '@caretrail/kit';

/** Which rows of `provenance.transaction` a caller sees, and the relations that each of them thereby has. */
export interface SeenTransactions {
  readonly condition: Fragment;
  readonly relations: readonly Relation[];
}

/** Anchors of the records of those whom a patient-tier caller stands for. */
const OWN_ANCHORS = sql`
  select anchor.transaction from provenance.version join lateral (
    select transaction from provenance.checkpoint
    where checkpoint.log = version.log and checkpoint.size > version.position and checkpoint.state = 'ANCHORED'
    order by checkpoint.size limit 1
  ) anchor on true
  where version.subject = any(array(
    select patient from access.delegate where subject = access.subject() and until > now()))`;

/** Along `ledger.open`: all, or the anchors of own records, or none. */
export function seenTransactions({ caller, now }: RequestContext): SeenTransactions {
  const wanted = relationsFor(CATALOGUE.get('ledger.open'), caller, { now, type: 'Transaction' });
  if (wanted === 'any') return { condition: sql`true`, relations: [] };
  if (!wanted.includes('ownRecord')) return { condition: sql`false`, relations: [] };
  return { condition: sql`transaction.id = any(array(${OWN_ANCHORS}))`, relations: ['ownRecord'] };
}
