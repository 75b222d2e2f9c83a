export { ask, register, Signer, send, submit } from './contract-call.ts';
export { startTestLedger, type TestLedger } from './test-ledger.ts';
