import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkPlan } from '@caretrail/network';
import { type Consensus, findPrograms, type Network, NetworkError, startNetwork } from '@caretrail/network';

/** Why there can be no such network here, in one line that says how to get its programs; null where there can. */
export async function missingPrograms(consensus: Consensus): Promise<string | null> {
  try {
    await findPrograms(consensus);
    return null;
  } catch (error) {
    if (error instanceof NetworkError) return error.message;
    throw error;
  }
}

/** A network in a folder of its own, and how to be rid of both. */
export interface TestNetwork {
  readonly network: Network;
  stop(): Promise<void>;
}

export async function startTestNetwork(
  plan: NetworkPlan,
  options: { readonly members?: readonly [] } = {},
): Promise<TestNetwork> {
  const parent = mkdtempSync(join(tmpdir(), 'caretrail-network-'));
  const network = await startNetwork({ ...options, folder: join(parent, 'network'), plan });
  return {
    network,
    async stop() {
      await network.takeDown();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
