import { newProposal } from '@caretrail/chain/ledger/fabric';
import { common, orderer, peer } from '@hyperledger/fabric-protos';
import { readSeek } from '../../../subgraphs/chain/devpeer/deliver/seek.ts';
import type { Decoder } from '../decoder.ts';
import { openLedgerStand } from '../ledger-stand.ts';

/** What opens a stream of blocks: answered with a status where it is not served. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { administrator, channel, network } = stand;
  const { bytes } = newProposal({
    ...{ channel: channel.name, chaincode: '', creator: administrator.serialized, time: new Date() },
    arguments: [],
  });
  const position = new orderer.SeekPosition();
  const specified = new orderer.SeekSpecified();
  specified.setNumber(1);
  position.setSpecified(specified);
  const info = new orderer.SeekInfo();
  info.setStart(position);
  info.setStop(position);
  const payload = new common.Payload();
  payload.setHeader(common.Header.deserializeBinary(peer.Proposal.deserializeBinary(bytes).getHeader_asU8()));
  payload.setData(info.serializeBinary());
  return {
    ...{
      shape: 'protobuf',
      seeds: [payload.serializeBinary()],
      refuses: () => false,
      close: () => stand.close(),
    },
    decode(input) {
      const envelope = new common.Envelope();
      envelope.setPayload(input);
      envelope.setSignature(administrator.sign(input));
      readSeek(envelope.serializeBinary(), network.channels, new Date());
      readSeek(input, network.channels, new Date());
    },
  };
}
