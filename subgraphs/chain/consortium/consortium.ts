/** Application organizations of the development channel; the first two endorse, all three sign receipts. */
export const APPLICATION_MSPS = ['HospitalMSP', 'PayerMSP', 'RegulatorMSP'] as const;
export const ENDORSING_MSPS = ['HospitalMSP', 'PayerMSP'] as const;
export const ORDERER_MSP = 'OrdererMSP';

export const CHANNEL = 'care';
export const CHAINCODE = { name: 'caretrail', version: '1.0' } as const;

/** Different MSPs whose peers must testify to a transaction. */
export const RECEIPTS_REQUIRED = 2;

/** A member organization: its slug is the attribute `caretrail.org` of its certificates. */
export interface Member {
  readonly id: string;
  readonly msp: (typeof APPLICATION_MSPS)[number];
}

/** Members of the demo population. */
export const DEMO_MEMBERS: readonly Member[] = [
  { id: 'lakeside', msp: 'HospitalMSP' },
  { id: 'northgate', msp: 'HospitalMSP' },
  { id: 'saint-anne', msp: 'HospitalMSP' },
  { id: 'harbor-mutual', msp: 'PayerMSP' },
  { id: 'unity-health', msp: 'PayerMSP' },
  { id: 'health-authority', msp: 'RegulatorMSP' },
];
