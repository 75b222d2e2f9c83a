import type { ChaincodeDefinition } from '@caretrail/chain/consortium';

const COLLECTIONS = [
  {
    name: 'shared',
    policy: "OR('HospitalMSP.member', 'PayerMSP.member')",
    memberOnlyRead: true,
    memberOnlyWrite: true,
  },
  { name: 'passing', policy: "OR('HospitalMSP.member', 'PayerMSP.member')", blockToLive: 2 },
];

const definition = (name: string, policy: string): ChaincodeDefinition => ({
  ...{ name, policy, version: '1', collections: COLLECTIONS },
  msps: ['HospitalMSP', 'PayerMSP'],
});

/** One contract under two names and policies. */
export const FEATURE_CHAINCODES: readonly ChaincodeDefinition[] = [
  definition('features', "AND('HospitalMSP.peer', 'PayerMSP.peer')"),
  definition('other', "OR('HospitalMSP.peer', OutOf(1, 'PayerMSP.peer'))"),
];

/** Each has both chaincodes. */
export const FEATURE_CHANNELS = ['care', 'research'];
