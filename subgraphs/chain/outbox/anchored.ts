import type { Sql } from '@caretrail/db/provenance';
import type { Receipt } from '../ledger/index.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Stores receipts and marks the checkpoint ANCHORED, in one statement: never one without the other. */
export async function markAnchored(
  sql: Sql,
  { log, size }: Checkpoint,
  transaction: string,
  receipts: readonly Receipt[],
): Promise<void> {
  // postgres.js sends a list of byte strings as one byte string; so they go as text.
  const column = (name: 'proposal' | 'payload' | 'endorser' | 'signature') =>
    receipts.map((receipt) => Buffer.from(receipt[name]).toString('base64'));
  await sql`
    with kept as (
      insert into provenance.receipt (transaction, msp, proposal, payload, endorser, signature)
      select ${transaction}, msp, decode(proposal, 'base64'), decode(payload, 'base64'), decode(endorser, 'base64'),
        decode(signature, 'base64')
      from unnest(${receipts.map((receipt) => receipt.msp)}::text[], ${column('proposal')}::text[],
                  ${column('payload')}::text[], ${column('endorser')}::text[], ${column('signature')}::text[])
        as given(msp, proposal, payload, endorser, signature)
      on conflict (transaction, msp) do nothing
    )
    update provenance.checkpoint set state = 'ANCHORED', transaction = ${transaction}, reason = null
    where log = ${log} and size = ${size} and state = 'PENDING'`;
}
