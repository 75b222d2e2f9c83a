import { openEnvelope, openTransaction } from '@caretrail/chain/ledger/fabric';
import { METADATA } from '@caretrail/chain/ledger/verify';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { common, gateway, orderer, peer } from '@hyperledger/fabric-protos';
import { drained } from '../deliver/drained.ts';
import { followBlocks } from '../deliver/follow.ts';
import type { Channel, Network } from '../node.ts';
import { readable } from '../rpc.ts';
import { channelOfReader, readRequest } from './commit-status.ts';
import { StatusError } from './status.ts';

/** What of a stream is used. */
export type EventStream = Pick<
  ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
  'request' | 'write'
> & { once(event: 'drain', listener: () => void): unknown };

/** Streams a chaincode's events of valid transactions, block by block (internal/pkg/gateway/chaincodeevents.go). */
export async function chaincodeEvents(
  stream: EventStream,
  network: Network,
  left: AbortSignal,
): Promise<void> {
  const bytes = readable(stream.request).getRequest_asU8();
  if (bytes.length === 0)
    throw new StatusError(status.INVALID_ARGUMENT, 'a chaincode events request is required');
  const request = readRequest('chaincode events', () =>
    gateway.ChaincodeEventsRequest.deserializeBinary(bytes),
  );
  const channel = channelOfReader(request, bytes, stream.request.getSignature_asU8(), network);
  const first = startOf(request, channel);
  let after = request.getAfterTransactionId();
  for await (const block of followBlocks(channel.ledger, first, Number.MAX_SAFE_INTEGER, left)) {
    const events = eventsOf(block, request.getChaincodeId(), after);
    after = '';
    if (events.length === 0) continue;
    const response = new gateway.ChaincodeEventsResponse();
    response.setEventsList(events);
    response.setBlockNumber(block.getHeader()?.getNumber() ?? 0);
    if (!stream.write(response)) await drained(stream, left);
  }
}

function startOf(request: gateway.ChaincodeEventsRequest, { ledger }: Channel): number {
  const after = ledger.place(request.getAfterTransactionId());
  if (after) return after.block;
  const position = request.getStartPosition() ?? new orderer.SeekPosition();
  switch (position.getTypeCase()) {
    case orderer.SeekPosition.TypeCase.TYPE_NOT_SET:
    case orderer.SeekPosition.TypeCase.NEXT_COMMIT:
      return ledger.height;
    case orderer.SeekPosition.TypeCase.SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    default: {
      const oldest = position.getTypeCase() === orderer.SeekPosition.TypeCase.OLDEST;
      throw new StatusError(
        status.INVALID_ARGUMENT,
        `invalid start position type: *orderer.SeekPosition_${oldest ? 'Oldest' : 'Newest'}`,
      );
    }
  }
}

/** Events behind the transaction that the client saw last, if that one is in this block. */
function eventsOf(block: common.Block, chaincode: string, after: string): peer.ChaincodeEvent[] {
  const codes = block.getMetadata()?.getMetadataList_asU8()[METADATA.transactionsFilter];
  const envelopes = (block.getData()?.getDataList_asU8() ?? []).map((bytes) => openEnvelope(bytes));
  const seen = after === '' ? -1 : envelopes.findIndex(({ header }) => header.transactionId === after);
  return envelopes.flatMap((envelope, index) => {
    const valid = codes?.[index] === peer.TxValidationCode.VALID;
    if (index <= seen || !valid || envelope.header.type !== common.HeaderType.ENDORSER_TRANSACTION) return [];
    const { events } = openTransaction(envelope).answer;
    const event = peer.ChaincodeEvent.deserializeBinary(events);
    return events.length > 0 && event.getChaincodeId() === chaincode ? [event] : [];
  });
}
