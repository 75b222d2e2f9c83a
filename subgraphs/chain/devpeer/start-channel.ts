import { mkdir } from 'node:fs/promises';
import { commitBlock } from './committer/committer.ts';
import { ChannelLedger } from './ledger/channel-ledger.ts';
import { committed, definitionOf } from './ledger/lifecycle/definition.ts';
import { signingIdentity } from './msp/signing-identity.ts';
import type { Channel } from './node.ts';
import { Orderer } from './orderer/orderer.ts';
import { definitionTransaction } from './setup/define-chaincode.ts';
import { genesisBlock } from './setup/genesis.ts';
import type { KeyStore } from './setup/key-store.ts';
import type { ChannelPlan, NetworkPlan } from './setup/network-plan.ts';

export interface RunningChannel extends Channel {
  /** Commits what was taken, then closes. */
  stop(): Promise<void>;
}

/** Opens a channel's ledger and orderer; the first start makes block 0 and commits the chaincodes' definitions. */
export async function startChannel(options: {
  readonly channel: ChannelPlan;
  readonly folder: string;
  readonly network: NetworkPlan;
  readonly keys: KeyStore;
  readonly warn: (line: string) => void;
  readonly failed: (error: unknown) => void;
}): Promise<RunningChannel> {
  const { channel, folder, network, keys, warn, failed } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const ledger = await ChannelLedger.open(folder, warn);
  const orderers = network.consensus === 'BFT' ? keys.orderers : keys.orderers.slice(0, 1);
  if (ledger.height === 0) {
    const roots = new Map([...keys.authorities].map(([msp, { certificate }]) => [msp, certificate]));
    const { consensus, batchTimeout, batchSize } = network;
    const genesis = genesisBlock({
      ...{ roots, channel: channel.name, orderers, consensus, batchTimeout, batchSize },
      now: new Date(),
    });
    await ledger.commit({ ...genesis, ordererSignatures: new Uint8Array(), codes: Uint8Array.of(0) });
  }
  checkKeys(ledger, keys);
  const orderer = new Orderer({
    ...{ channel: channel.name, ledger, failed, ...network },
    identities: orderers.map(signingIdentity),
    deliver: (block) => commitBlock(block, ledger),
  });
  for (const chaincode of channel.chaincodes)
    if (!definitionOf(committed(ledger.state), chaincode.name)) {
      const [administrator] = [...keys.administrators.values()].map(signingIdentity);
      if (!administrator) throw new Error('there is no administrator');
      const peers = [...keys.peers.values()].map(signingIdentity);
      const now = new Date();
      orderer.submit(definitionTransaction({ channel: channel.name, chaincode, administrator, peers, now }));
      await nextBlock(ledger);
      if (!definitionOf(committed(ledger.state), chaincode.name))
        throw new Error(`the definition of chaincode ${chaincode.name} was refused`);
    }
  const stop = async () => {
    await orderer.stop();
    await ledger.close();
  };
  return { name: channel.name, ledger, orderer, stop };
}

function nextBlock(ledger: ChannelLedger): Promise<void> {
  return new Promise((resolve) => {
    const stop = ledger.onBlock(() => {
      stop();
      resolve();
    });
  });
}

/** A block log outlives no change of keys: its channel knows the certificates it was begun with. */
function checkKeys(ledger: ChannelLedger, { orderers }: KeyStore): void {
  const [orderer] = orderers;
  if (orderer && ledger.members.identifyParts(orderer.msp, orderer.certificate)) return;
  throw new Error(
    'the keys of the ledger are not those of its block log: restore the folder "keys", or remove both',
  );
}
