import { connectLedger, type Ledger, type LedgerProfile } from '@caretrail/chain/ledger';
import { eventually } from './eventually.ts';
import { administratorOf } from './keys.ts';
import type { Layout } from './layout.ts';
import type { NetworkPlan } from './plan.ts';

/** Answered by every contract; it changes nothing. */
const QUESTION = 'org.hyperledger.fabric:GetMetadata';
const COMMIT_WITHIN = 10_000;

/**
 * Resolves when the gateway of every organization can have every chaincode endorsed, and the orderers of every channel take
 * transactions. Each gateway learns by gossip, and by itself, which peers have which chaincode: while one works already,
 * another may not for seconds; and orderers that are healthy may still be choosing their leader.
 */
export async function networkReady(
  { peers }: Layout,
  { channels }: NetworkPlan,
  profile: LedgerProfile,
): Promise<void> {
  for (const { name: channel, chaincodes } of channels)
    for (const [index, { name: chaincode }] of chaincodes.entries())
      for (const node of peers) {
        const ledger = connectLedger({ ...profile, channel, chaincode }, administratorOf(node));
        const isFirst = index === 0 && node === peers[0];
        const asked = async () => {
          await (isFirst ? commit(ledger) : ledger.prepare(QUESTION, []));
        };
        await eventually(asked).finally(() => ledger.close());
      }
}

async function commit(ledger: Ledger): Promise<void> {
  const prepared = await ledger.prepare(QUESTION, []);
  await ledger.send(prepared);
  const { state } = await ledger.status(prepared.transactionId, COMMIT_WITHIN);
  if (state !== 'VALID') throw new Error(`the network's first transaction is ${state}`);
}
