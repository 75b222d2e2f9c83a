import { openEnvelope, openTransaction } from '@caretrail/chain/ledger/fabric';
import { common, ledger } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { parseReadWriteSet } from '../ledger/rwset/parse.ts';
import type { ResultCursor } from './queries.ts';

/** The versions of a key, newest first, each read from its block when it is asked for (history/query_executer.go). */
export function historyCursor(channel: ChannelLedger, namespace: string, key: string): ResultCursor {
  const places = channel.history.of(namespace, key)[Symbol.iterator]();
  return {
    async next() {
      const step = places.next();
      if (step.done) return null;
      const { block, transaction: index } = step.value;
      const bytes = await channel.envelope({ block, index });
      if (!bytes) throw new Error(`block ${block} has no transaction ${index}`);
      return modification(bytes, namespace, key);
    },
  };
}

function modification(bytes: Uint8Array, namespace: string, key: string): Uint8Array {
  const envelope = openEnvelope(bytes);
  const write = parseReadWriteSet(openTransaction(envelope).answer.results)
    .find((set) => set.namespace === namespace)
    ?.writes.find((candidate) => candidate.key === key);
  const message = new ledger.queryresult.KeyModification();
  message.setTxId(envelope.header.transactionId);
  message.setTimestamp(common.ChannelHeader.deserializeBinary(envelope.header.channelHeader).getTimestamp());
  message.setIsDelete(write?.value === null);
  message.setValue(write?.value ?? new Uint8Array());
  return message.serializeBinary();
}
