import type { LedgerProfile } from '../ledger/index.ts';

/** A ledger that nothing is asked of. */
export const NO_LEDGER: LedgerProfile = {
  ...{ format: 1, development: true, channel: 'care', chaincode: 'caretrail', genesis: 'ab'.repeat(32) },
  ...{ msps: [], peers: [], consenters: [], blockSignatures: 1, organizations: [] },
  endorsement: { required: 2, msps: ['HospitalMSP', 'PayerMSP'] },
  receipts: { required: 2, msps: ['HospitalMSP', 'PayerMSP', 'RegulatorMSP'] },
};
