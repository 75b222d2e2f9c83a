import type { Sql } from '@caretrail/db/provenance';
import type { ContractCall } from './contract-call.ts';

/** A call that is not decided, and the envelope that was made for it. */
export interface PendingCall extends ContractCall {
  readonly transaction: string | null;
  readonly envelope: Uint8Array | null;
}

/** The oldest call of a lane that is not decided. */
export async function nextCall(sql: Sql, lane: string): Promise<PendingCall | null> {
  const [row] = await sql<PendingCall>`
    select id, lane, member, name, arguments as args, transaction, envelope from provenance.ledger_call
    where lane = ${lane} and state = 'PENDING' order by position limit 1`;
  return row ?? null;
}

/** Lanes with something to do, by the member that submits their first call; those that wait longest first. */
export async function pendingLanes(
  sql: Sql,
  members: readonly string[],
  limit: number,
): Promise<readonly { readonly lane: string; readonly member: string }[]> {
  return sql<{ lane: string; member: string }>`
    select lane, member from (
      select distinct on (lane) lane, member, position from provenance.ledger_call
      where state = 'PENDING' order by lane, position
    ) as first where member = any (${members}::text[]) order by position limit ${limit}`;
}

/** Keeps an envelope before it is sent. False if another process was first: its envelope is the one to send. */
export async function keepCallEnvelope(
  sql: Sql,
  id: string,
  { transactionId, envelope }: { readonly transactionId: string; readonly envelope: Uint8Array },
): Promise<boolean> {
  const kept = await sql`
    update provenance.ledger_call set transaction = ${transactionId}, envelope = ${envelope}
    where id = ${id} and state = 'PENDING' and transaction is null returning id`;
  return kept.length > 0;
}

/** Counts a sending; for people who look why a call lags. */
export async function countCallSending(sql: Sql, transaction: string): Promise<void> {
  await sql`update provenance.ledger_call set sendings = sendings + 1 where transaction = ${transaction}`;
}

/** Writes the ledger's decision. An invalid transaction changed nothing: the call gets a new envelope. */
export async function decideCall(sql: Sql, transaction: string, valid: boolean): Promise<void> {
  if (valid)
    await sql`
      update provenance.ledger_call set state = 'VALID', decided_at = now()
      where transaction = ${transaction} and state = 'PENDING'`;
  else
    await sql`
      update provenance.ledger_call set transaction = null, envelope = null
      where transaction = ${transaction} and state = 'PENDING'`;
}

/** Ends a call that the contract refuses. Only one without an envelope: what was sent may yet be in a block. */
export async function refuseCall(sql: Sql, id: string, reason: string): Promise<void> {
  await sql`
    update provenance.ledger_call set state = 'REFUSED', reason = ${reason}, decided_at = now()
    where id = ${id} and state = 'PENDING' and transaction is null`;
}
