import type { Sql } from '@caretrail/db/provenance';
import type { Ledger } from '../ledger/index.ts';
import { ignoreLedgerError, refusalOf } from './refusal.ts';
import { countCallSending, decideCall, keepCallEnvelope, nextCall, type PendingCall } from './stored-call.ts';

/** What a round of a lane works with. */
export interface CallPort {
  readonly sql: Sql;
  readonly ledger: Ledger;
  /** Milliseconds to wait for a decision before the same bytes are sent again. */
  readonly decideWithin: number;
  /** Called before each step that changes something: for tests that die there. */
  readonly onStep: (step: CallStep, call: PendingCall) => void;
}

type CallStep = 'prepare' | 'keep' | 'send' | 'decide';

/** How a round ended. All but IDLE and VALID leave the call where it was. */
export type CallOutcome =
  | { readonly state: 'IDLE' }
  | { readonly state: 'VALID'; readonly call: PendingCall; readonly transaction: string }
  /** Not in a block yet: the same envelope goes out again. */
  | { readonly state: 'UNDECIDED'; readonly call: PendingCall }
  /** In a block without effect: a new envelope is made. */
  | { readonly state: 'INVALID'; readonly call: PendingCall; readonly validation: string }
  /** The contract said no. One no may be a peer that lags; the caller counts. */
  | { readonly state: 'REFUSED'; readonly call: PendingCall; readonly reason: string };

/**
 * Takes the oldest call of a lane one round further: prepare → keep the signed envelope → send → wait for the ledger's
 * decision. As with anchoring, a round cut anywhere is continued by the next, and only the ledger's status decides.
 * @throws LedgerError where the ledger cannot be asked: call again later.
 */
export async function submitNext(port: CallPort, lane: string): Promise<CallOutcome> {
  const { sql, ledger } = port;
  const call = await nextCall(sql, lane);
  if (!call) return { state: 'IDLE' };
  const signed = call.transaction === null ? await makeEnvelope(port, call) : call;
  if ('state' in signed) return signed;
  const { transaction, envelope } = signed;
  if (transaction === null || envelope === null) return { state: 'UNDECIDED', call };
  port.onStep('send', call);
  await countCallSending(sql, transaction);
  await ledger.send({ transactionId: transaction, envelope }).catch(ignoreLedgerError);
  port.onStep('decide', call);
  const status = await ledger.status(transaction, port.decideWithin);
  if (status.state === 'UNKNOWN') return { state: 'UNDECIDED', call };
  const valid = status.state === 'VALID';
  await decideCall(sql, transaction, valid);
  if (valid) return { state: 'VALID', call, transaction };
  return { state: 'INVALID', call, validation: status.validation };
}

async function makeEnvelope(
  { sql, ledger, onStep }: CallPort,
  call: PendingCall,
): Promise<Pick<PendingCall, 'transaction' | 'envelope'> | Extract<CallOutcome, { state: 'REFUSED' }>> {
  onStep('prepare', call);
  try {
    const prepared = await ledger.prepare(call.name, call.args);
    onStep('keep', call);
    const { transactionId: transaction, envelope } = prepared;
    // Where another process kept one first, this one is dropped unsent and the next round sends theirs.
    return (await keepCallEnvelope(sql, call.id, prepared)) ? { transaction, envelope } : call;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    return { state: 'REFUSED', call, reason };
  }
}
