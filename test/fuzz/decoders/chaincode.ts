import { newProposal } from '@caretrail/chain/ledger/fabric';
import { peer } from '@hyperledger/fabric-protos';
import { Invocation } from '../../../subgraphs/chain/devpeer/chaincode/invocation.ts';
import { ChaincodeInvoker } from '../../../subgraphs/chain/devpeer/chaincode/invoker.ts';
import {
  chaincodeMessage,
  completionOf,
  registrationOf,
  Type,
} from '../../../subgraphs/chain/devpeer/chaincode/message.ts';
import { unpackProposal } from '../../../subgraphs/chain/devpeer/endorser/proposal.ts';
import { Simulator } from '../../../subgraphs/chain/devpeer/ledger/simulator/simulator.ts';
import type { Decoder } from '../decoder.ts';
import { SETS } from '../endorsed.ts';
import { CHAINCODE, COLLECTION, openLedgerStand } from '../ledger-stand.ts';

/** Messages of a chaincode's process during a call; what is wrong with one is told it in words. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { administrator, channel, network, node, ledger } = stand;
  await stand.commit(stand.envelope(SETS));
  const { bytes } = newProposal({
    ...{ channel: channel.name, chaincode: CHAINCODE, creator: administrator.serialized, time: new Date() },
    arguments: [],
  });
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(administrator.sign(bytes));
  const proposal = unpackProposal(signed);
  const invoker = new ChaincodeInvoker(network.channels, new Map());
  return {
    ...{ shape: 'protobuf', seeds: seedMessages(), close: () => stand.close() },
    refuses: (error) => error instanceof Error && error.constructor === Error,
    async decode(input) {
      const message = parsed(input);
      if (!message) return;
      registrationOf(message);
      completionOf(message);
      const simulator = new Simulator(ledger.state, proposal.header.transactionId);
      const invocation = new Invocation(CHAINCODE, { channel, node, proposal, simulator }, invoker);
      await invocation.answer(message);
      simulator.result();
      simulator.privateSets();
    },
  };
}

function parsed(input: Uint8Array): peer.ChaincodeMessage | null {
  try {
    return peer.ChaincodeMessage.deserializeBinary(input);
  } catch {
    return null;
  }
}

function seedMessages(): Uint8Array[] {
  const get = new peer.GetState();
  get.setKey('written');
  const put = new peer.PutState();
  put.setKey('k');
  put.setValue(Buffer.from('v'));
  put.setCollection(COLLECTION);
  const range = new peer.GetStateByRange();
  range.setStartkey('a');
  range.setEndkey('z');
  const page = new peer.QueryMetadata();
  page.setPagesize(2);
  range.setMetadata(page.serializeBinary());
  const history = new peer.GetHistoryForKey();
  history.setKey('written');
  const parameter = new peer.StateMetadata();
  parameter.setMetakey('VALIDATION_PARAMETER');
  parameter.setValue(Buffer.from('policy'));
  const metadata = new peer.PutStateMetadata();
  metadata.setKey('written');
  metadata.setMetadata(parameter);
  const deletion = new peer.DelState();
  deletion.setKey('written');
  return [
    chaincodeMessage(Type.GET_STATE, get.serializeBinary()),
    chaincodeMessage(Type.PUT_STATE, put.serializeBinary()),
    chaincodeMessage(Type.DEL_STATE, deletion.serializeBinary()),
    chaincodeMessage(Type.GET_STATE_BY_RANGE, range.serializeBinary()),
    chaincodeMessage(Type.GET_HISTORY_FOR_KEY, history.serializeBinary()),
    chaincodeMessage(Type.PUT_STATE_METADATA, metadata.serializeBinary()),
    chaincodeMessage(Type.GET_STATE_METADATA, get.serializeBinary()),
  ].map((message) => message.serializeBinary());
}
