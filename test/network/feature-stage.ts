import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consensus } from '@caretrail/network';
import { FeatureClients } from '../../subgraphs/chain/devpeer/testing/feature-clients.ts';
import { FEATURE_CHAINCODES, FEATURE_CHANNELS } from '../../subgraphs/chain/devpeer/testing/feature-plan.ts';
import type { FeatureStage } from '../../subgraphs/chain/devpeer/testing/feature-stage.ts';
import { startTestNetwork } from './fabric.ts';

const program = join(import.meta.dirname, '../../subgraphs/chain/devpeer/testing/feature-chaincode.ts');

/** The stage on a network of the official programs. */
export async function startFabricStage(consensus: Consensus): Promise<FeatureStage> {
  const chaincodes = FEATURE_CHAINCODES.map((definition) => ({ ...definition, program }));
  const channels = FEATURE_CHANNELS.map((name) => ({ name, chaincodes }));
  const { network, stop } = await startTestNetwork(
    { consensus, channels, batchTimeout: '20ms' },
    { members: [] },
  );
  const clients = new FeatureClients();
  const gateway: FeatureStage['gateway'] = (msp) =>
    clients.gateway(network.profile, network.administrator(msp));
  return {
    gateway,
    contract: (msp, name = 'features', channel = 'care') =>
      gateway(msp).getNetwork(channel).getContract(name),
    async restart() {
      clients.close();
      const nodes = [...network.layout.orderers, ...network.layout.peers];
      await Promise.all(nodes.map(({ name }) => network.processes.stop(name)));
      for (const { name } of nodes) network.start(name);
      await network.ready();
    },
    blocks: () => readFileSync(network.blockFile('care')),
    async stop() {
      clients.close();
      await stop();
    },
  };
}
