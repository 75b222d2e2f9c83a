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
  /** Whether the caller's role and purpose let them read what any transaction says. */
  readonly hasContent: boolean;
}

/** Anchors of the records of those for whom a patient-tier caller stands. */
const ownAnchors = (subject: string | null): Fragment => sql`
  select anchor.transaction from provenance.version join lateral (
    select transaction from provenance.checkpoint
    where checkpoint.log = version.log and checkpoint.size > version.position and checkpoint.state = 'ANCHORED'
    order by checkpoint.size limit 1
  ) anchor on true
  where version.subject = any(array(
    select patient from access.delegate where subject = ${subject} and until > now()))`;

/** Along `ledger.open`: all, or the anchors of own records, or none. */
export function seenTransactions({ caller, now }: RequestContext): SeenTransactions {
  const wanted = (id: 'ledger.open' | 'ledger.content') =>
    relationsFor(CATALOGUE.get(id), caller, { now, types: ['Transaction'] });
  const [open, hasContent] = [wanted('ledger.open'), wanted('ledger.content').length > 0];
  if (open === 'any') return { condition: sql`true`, relations: [], hasContent };
  if (!open.includes('ownRecord')) return { condition: sql`false`, relations: [], hasContent: false };
  const condition = sql`transaction.id = any(array(${ownAnchors(caller.subject)}))`;
  return { condition, relations: ['ownRecord'], hasContent };
}
