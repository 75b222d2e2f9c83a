import { gateway, orderer } from '@hyperledger/fabric-protos';
import {
  chaincodeEvents,
  type EventStream,
} from '../../../subgraphs/chain/devpeer/gateway/chaincode-events.ts';
import { commitStatus } from '../../../subgraphs/chain/devpeer/gateway/commit-status.ts';
import { StatusError } from '../../../subgraphs/chain/devpeer/gateway/status.ts';
import type { Decoder } from '../decoder.ts';
import { SETS } from '../endorsed.ts';
import { CHAINCODE, openLedgerStand } from '../ledger-stand.ts';

/** Signed requests to the gateway for a transaction's fate and for a chaincode's events, by one who may ask. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { administrator, channel, network } = stand;
  await stand.commit(stand.envelope(SETS));
  const status = new gateway.CommitStatusRequest();
  status.setChannelId(channel.name);
  status.setTransactionId('ab');
  status.setIdentity(administrator.serialized);
  const events = new gateway.ChaincodeEventsRequest();
  events.setChannelId(channel.name);
  events.setChaincodeId(CHAINCODE);
  events.setIdentity(administrator.serialized);
  const position = new orderer.SeekPosition();
  position.setSpecified(new orderer.SeekSpecified());
  events.setStartPosition(position);
  return {
    shape: 'protobuf',
    seeds: [events.serializeBinary()],
    refuses: (error) => error instanceof StatusError,
    close: () => stand.close(),
    async decode(input) {
      const gone = AbortSignal.abort(); // nobody waits for what has not come
      const request = new gateway.SignedChaincodeEventsRequest();
      request.setRequest(input);
      request.setSignature(administrator.sign(input));
      const stream: EventStream = { request, write: () => true, once: () => {} };
      await chaincodeEvents(stream, network, gone);
      const signed = new gateway.SignedCommitStatusRequest();
      signed.setRequest(input);
      signed.setSignature(administrator.sign(input));
      await commitStatus(signed, network, gone).catch((error: unknown) => {
        if (!(error instanceof StatusError)) throw error;
      });
    },
  };
}
