import type { LedgerProfile } from '@caretrail/chain/ledger';

/** A ledger that nothing is asked of: enough for a schema, and for questions that rest on the database alone. */
export const NO_LEDGER: LedgerProfile = {
  format: 1,
  development: true,
  channel: 'care',
  chaincode: 'caretrail',
  genesis: '0'.repeat(64),
  msps: [],
  peers: [],
  consenters: [],
  blockSignatures: 1,
  endorsement: { required: 2, msps: ['HospitalMSP', 'PayerMSP'] },
  receipts: { required: 2, msps: ['HospitalMSP', 'PayerMSP', 'RegulatorMSP'] },
  organizations: [],
};
