import { connectLedger, type LedgerProfile } from '@caretrail/chain/ledger';
import { eventually } from './eventually.ts';
import { administratorOf } from './keys.ts';
import type { Layout } from './layout.ts';
import type { NetworkPlan } from './plan.ts';

/** Answered by every contract; only its endorsement is wanted. */
const QUESTION = 'org.hyperledger.fabric:GetMetadata';

/**
 * Resolves when the gateway of every organization can have every chaincode endorsed. Each learns by gossip, and by itself,
 * which peers have which chaincode: while one works already, another may not for seconds.
 */
export async function gatewaysReady(
  { peers }: Layout,
  { channels }: NetworkPlan,
  profile: LedgerProfile,
): Promise<void> {
  for (const { name: channel, chaincodes } of channels)
    for (const { name: chaincode } of chaincodes)
      for (const node of peers) {
        const ledger = connectLedger({ ...profile, channel, chaincode }, administratorOf(node));
        await eventually(() => ledger.prepare(QUESTION, [])).finally(() => ledger.close());
      }
}
