import { commandArguments, registerOrganization } from '@caretrail/proof/command';
import { connectLedger, LedgerError, type LedgerIdentity, type LedgerProfile } from '../ledger/index.ts';
import type { Member } from './consortium.ts';

const COMMIT_WITHIN = 10_000;

/**
 * Has the administrators of the MSPs register their member organizations, as a client of the network like any other;
 * those registered at an earlier start are left as they are.
 */
export async function registerMembers(
  profile: LedgerProfile,
  administrators: ReadonlyMap<string, LedgerIdentity>,
  members: readonly Member[],
): Promise<void> {
  for (const [msp, administrator] of administrators) {
    const ledger = connectLedger(profile, administrator);
    try {
      for (const { id } of members.filter((member) => member.msp === msp)) {
        const known = await ledger.evaluate('registry:organization', [id]);
        if (Buffer.from(known).toString('utf8') !== 'null') continue;
        const request = { id, attribute: id, genesis: profile.genesis };
        const prepared = await ledger.prepare(
          registerOrganization.name,
          commandArguments(registerOrganization, request),
        );
        await ledger.send(prepared);
        const status = await ledger.status(prepared.transactionId, COMMIT_WITHIN);
        if (status.state !== 'VALID')
          throw new LedgerError('UNAVAILABLE', `the registration of ${id} is ${status.state}`);
      }
    } finally {
      ledger.close();
    }
  }
}
