import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Endorser } from '../../subgraphs/chain/devpeer/endorser/endorser.ts';
import type { NamespaceSet } from '../../subgraphs/chain/devpeer/ledger/rwset/read-write-set.ts';
import { signingIdentity } from '../../subgraphs/chain/devpeer/msp/signing-identity.ts';
import type { Network } from '../../subgraphs/chain/devpeer/node.ts';
import { endorsedTransaction } from '../../subgraphs/chain/devpeer/setup/endorsed-transaction.ts';
import { openKeyStore } from '../../subgraphs/chain/devpeer/setup/key-store.ts';
import { developmentPlan } from '../../subgraphs/chain/devpeer/setup/network-plan.ts';
import { startChannel } from '../../subgraphs/chain/devpeer/start-channel.ts';

export const CHAINCODE = 'caretrail';
export const COLLECTION = 'values';

/** A channel of the embedded ledger with its keys, whose chaincode nobody has to run. */
export async function openLedgerStand() {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-fuzz-'));
  const now = new Date();
  const keys = await openKeyStore(join(folder, 'keys'), [], now);
  const plan = developmentPlan({ chaincode: '', batchTimeout: 0 });
  const [channelPlan] = plan.channels;
  const [chaincode] = channelPlan?.chaincodes ?? [];
  if (!channelPlan || !chaincode) throw new Error('the plan has no chaincode');
  const collections = [{ name: COLLECTION, policy: "OR('HospitalMSP.member', 'PayerMSP.member')" }];
  const channel = await startChannel({
    channel: { ...channelPlan, chaincodes: [{ ...chaincode, collections }] },
    ...{ folder: join(folder, 'channel'), network: plan, keys },
    warn() {},
    failed(error) {
      throw error;
    },
  });
  const { ledger } = channel;
  const signer = (msp: string, kind: 'administrators' | 'peers') => {
    const key = keys[kind].get(msp);
    if (!key) throw new Error(`there is no key of ${msp}`);
    return signingIdentity(key);
  };
  const administrator = signer('HospitalMSP', 'administrators');
  const peers = [signer('HospitalMSP', 'peers'), signer('PayerMSP', 'peers')] as const;
  const [peer] = peers;
  const channels = new Map([[channel.name, channel]]);
  const node = { identity: peer, address: '127.0.0.1:7051', chaincodes: new Set([CHAINCODE]) };
  const network: Network = {
    ...{ release: '2.5', channels, nodes: [node], simulateEach: false, now: () => new Date() },
    endorser: new Endorser(channels, new Map()),
  };
  return {
    ...{ folder, channel, ledger, keys, administrator, peers, network, node },

    /** A transaction as the gateway makes it and its client signs it, which is VALID where nothing is in its way. */
    envelope: (sets: readonly NamespaceSet[]): Uint8Array =>
      endorsedTransaction({
        ...{ channel: channel.name, chaincode: CHAINCODE, version: chaincode.version, now: new Date() },
        ...{ creator: administrator, endorsers: peers, arguments: [Buffer.from('anchor:latest')], sets },
      }),

    async commit(envelope: Uint8Array): Promise<void> {
      const written = new Promise<void>((resolve) => {
        const stop = ledger.onBlock(() => {
          stop();
          resolve();
        });
      });
      channel.orderer.submit(envelope);
      await written;
    },

    async close(): Promise<void> {
      await channel.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type LedgerStand = Awaited<ReturnType<typeof openLedgerStand>>;
