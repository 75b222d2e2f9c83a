export { startTestLedger, type TestLedger } from './test-ledger.ts';
