import { newProposal } from '@caretrail/chain/ledger/fabric';
import { transactionIdOf } from '@caretrail/chain/ledger/verify';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { processProposal } from '../../../subgraphs/chain/devpeer/endorser/process-proposal.ts';
import { endorse } from '../../../subgraphs/chain/devpeer/gateway/endorse.ts';
import { evaluate } from '../../../subgraphs/chain/devpeer/gateway/evaluate.ts';
import { StatusError } from '../../../subgraphs/chain/devpeer/gateway/status.ts';
import type { Decoder } from '../decoder.ts';
import { CHAINCODE, type LedgerStand, openLedgerStand } from '../ledger-stand.ts';

/** A proposal to a peer and to its gateway, by one who may ask; the system chaincodes read its arguments. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { network, node, administrator, channel } = stand;
  const ask = (chaincode: string, ...args: readonly (string | Uint8Array)[]) =>
    newProposal({
      ...{ channel: channel.name, chaincode, creator: administrator.serialized, time: new Date() },
      arguments: args.map((one) => Buffer.from(one)),
    }).bytes;
  const definition = new peer.lifecycle.QueryChaincodeDefinitionArgs();
  definition.setName(CHAINCODE);
  return {
    shape: 'protobuf',
    seeds: [
      ask('qscc', 'GetBlockByNumber', channel.name, '0'),
      ask('qscc', 'GetTransactionByID', channel.name, 'ab'),
      ask('qscc', 'GetChainInfo', channel.name),
      ask('cscc', 'GetConfigBlock', channel.name),
      ask('_lifecycle', 'QueryChaincodeDefinition', definition.serializeBinary()),
    ],
    refuses: (error) => error instanceof StatusError,
    close: () => stand.close(),
    async decode(input) {
      const signed = signedProposal(mendedProposal(input, stand) ?? input, stand);
      await processProposal(signed, network, node);
      const evaluation = new gateway.EvaluateRequest();
      evaluation.setProposedTransaction(signed);
      const endorsement = new gateway.EndorseRequest();
      endorsement.setProposedTransaction(signed);
      await evaluate(evaluation, network, node).catch(passing);
      await endorse(endorsement, network, node).catch(passing);
    },
  };
}

/** The gateway refuses more than a peer does, and as typed. */
function passing(error: unknown): void {
  if (!(error instanceof StatusError)) throw error;
}

function signedProposal(bytes: Uint8Array, { administrator }: LedgerStand): peer.SignedProposal {
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(administrator.sign(bytes));
  return signed;
}

/** With the caller's identity and the id that follows from it; null when it cannot be read. */
function mendedProposal(bytes: Uint8Array, { administrator }: LedgerStand): Uint8Array | null {
  try {
    const proposal = peer.Proposal.deserializeBinary(bytes);
    const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
    const signature = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
    signature.setCreator(administrator.serialized);
    header.setSignatureHeader(signature.serializeBinary());
    const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    channel.setTxId(transactionIdOf(signature.getNonce_asU8(), administrator.serialized));
    header.setChannelHeader(channel.serializeBinary());
    proposal.setHeader(header.serializeBinary());
    return proposal.serializeBinary();
  } catch {
    return null;
  }
}
