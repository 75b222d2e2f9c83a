import { type Ledger, LedgerError, type TransactionStatus } from '../ledger/index.ts';
import type { Breaker, Outcome, Sign } from './breaker.ts';

/** A ledger's calls of writing, behind a breaker that all writers of a process share. */
export function guardedLedger(ledger: Ledger, breaker: Breaker): Ledger {
  return {
    ...ledger,
    prepare: (name, args) => breaker.run(() => ledger.prepare(name, args), answered),
    send: (prepared) => breaker.run(() => ledger.send(prepared), answered),
    status: (id, within) => breaker.run(() => ledger.status(id, within), decided),
    lookUp: (id) => breaker.run(() => ledger.lookUp(id), answered),
    receipts: (id) => breaker.run(() => ledger.receipts(id), answered),
  };
}

/** A refusal is an answer: whoever gives it is well. */
function answered(outcome: Outcome<unknown>): Sign {
  if ('result' in outcome) return 'well';
  const { error } = outcome;
  if (!(error instanceof LedgerError)) return 'nothing';
  return error.code === 'REFUSED' || error.code === 'INVALID_REQUEST' ? 'well' : 'failing';
}

/** Nothing heard until the deadline is what a slow orderer and a stuck peer have in common. */
const decided = (outcome: Outcome<TransactionStatus>): Sign =>
  'result' in outcome && outcome.result.state === 'UNKNOWN' ? 'nothing' : answered(outcome);
