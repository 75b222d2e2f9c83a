import type { Passwords } from '../server/login.ts';

/** The run's server listens on loopback and dies with the run. */
export const TEST_PASSWORDS: Passwords = {
  caretrail_patients: 'test',
  caretrail_claims: 'test',
  caretrail_chain: 'test',
  caretrail_worker: 'test',
  caretrail_import: 'test',
  caretrail_hub: 'test',
};
