import { openEnvelope, sha256 } from '@caretrail/chain/ledger/fabric';
import { privateBytes } from '../ledger/rwset/private-set.ts';
import { privateNamespace } from '../ledger/state/namespace.ts';
import { keyHashOf } from '../ledger/validation/block-updates.ts';
import { signingIdentity } from '../msp/signing-identity.ts';
import { endorsedTransaction } from '../setup/endorsed-transaction.ts';
import { openKeyStore } from '../setup/key-store.ts';
import { developmentPlan } from '../setup/network-plan.ts';
import { startChannel } from '../start-channel.ts';

const CHAINCODE = 'caretrail';
const COLLECTION = 'values';

const keyOf = (number: number): string => `key-${number}`;
const storedValue = (number: number): Buffer => Buffer.from(`value ${number}`);

/** A channel of the embedded ledger without servers, for transactions whose outcome is made up. */
export async function crashLedger(folder: string) {
  const now = new Date();
  const keys = await openKeyStore(`${folder}/keys`, [], now);
  const plan = developmentPlan({ chaincode: '', batchTimeout: 0 });
  const [channel] = plan.channels;
  const [chaincode] = channel?.chaincodes ?? [];
  if (!channel || !chaincode) throw new Error('the plan has no chaincode');
  const members = "OR('HospitalMSP.member', 'PayerMSP.member')";
  const collections = [{ name: COLLECTION, policy: members }];
  const running = await startChannel({
    channel: { ...channel, chaincodes: [{ ...chaincode, collections }] },
    ...{ folder, network: plan, keys },
    warn() {},
    failed(error) {
      throw error;
    },
  });
  const { ledger, orderer } = running;
  const [creator] = [...keys.administrators.values()].map(signingIdentity);
  const endorsers = [...keys.peers.values()].map(signingIdentity);

  return {
    /** What is wrong with a transaction that was told; null when all of it is there, once. */
    problem(number: number): string | null {
      if (ledger.history.of(CHAINCODE, keyOf(number)).length !== 1) return 'not written exactly once';
      const value = ledger.state.get(CHAINCODE, keyOf(number))?.value;
      if (!value || !storedValue(number).equals(value)) return 'its value is not there';
      const secret = ledger.state.get(privateNamespace(CHAINCODE, COLLECTION), keyOf(number))?.value;
      return secret && storedValue(number).equals(secret) ? null : 'its private value is not there';
    },

    /** Endorses a transaction: its private value is kept before the envelope is handed out. */
    async prepare(number: number): Promise<Uint8Array> {
      if (!creator) throw new Error('there is no administrator');
      const write = { key: keyOf(number), value: storedValue(number) };
      const bytes = privateBytes([write], []);
      const hashed = { keyHash: keyHashOf(write.key), valueHash: sha256(write.value), purge: false };
      const collection = {
        ...{ collection: COLLECTION, reads: [], metadataWrites: [] },
        ...{ writes: [hashed], privateHash: sha256(bytes) },
      };
      const envelope = endorsedTransaction({
        ...{
          channel: channel.name,
          chaincode: CHAINCODE,
          version: chaincode.version,
          creator,
          endorsers,
          now,
        },
        arguments: [],
        sets: [
          {
            ...{ namespace: CHAINCODE, ranges: [], metadataWrites: [] },
            reads: [{ key: write.key, version: null }],
            ...{ writes: [write], collections: [collection] },
          },
        ],
      });
      const { transactionId } = openEnvelope(envelope).header;
      await ledger.transient.put(transactionId, [{ namespace: CHAINCODE, collection: COLLECTION, bytes }]);
      return envelope;
    },

    /** Sends an envelope, unless it is in a block already, and waits for that block. */
    async commit(envelope: Uint8Array): Promise<void> {
      const { transactionId } = openEnvelope(envelope).header;
      if (!ledger.place(transactionId)) {
        const committed = new Promise<void>((resolve) => {
          const stop = ledger.onBlock(() => {
            if (!ledger.place(transactionId)) return;
            stop();
            resolve();
          });
        });
        orderer.submit(envelope);
        await committed;
      }
      const code = ledger.place(transactionId)?.code;
      if (code !== 0) throw new Error(`the transaction has code ${code}`);
    },

    stop: () => running.stop(),
  };
}
