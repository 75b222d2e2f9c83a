import { LedgerError } from '@caretrail/chain/ledger';
import { newProposal } from '@caretrail/chain/ledger/fabric';
import { verifyReceipt } from '@caretrail/chain/ledger/verify';
import { peer } from '@hyperledger/fabric-protos';
import { processProposal } from '../../../subgraphs/chain/devpeer/endorser/process-proposal.ts';
import type { Decoder } from '../decoder.ts';
import { openLedgerStand } from '../ledger-stand.ts';

/** A peer's testimony: the question and the signed answer, either of them changed. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { administrator, channel, ledger, network, node } = stand;
  const [endorser] = stand.peers;
  const proposal = newProposal({
    ...{ channel: channel.name, chaincode: 'qscc', creator: administrator.serialized, time: new Date() },
    arguments: ['GetChainInfo', channel.name].map((text) => Buffer.from(text)),
  }).bytes;
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal);
  signed.setSignature(administrator.sign(proposal));
  const payload = (await processProposal(signed, network, node)).getPayload_asU8();
  const check = (question: Uint8Array, answer: Uint8Array) =>
    verifyReceipt(
      {
        ...{ msp: endorser.msp, proposal: question, payload: answer, endorser: endorser.serialized },
        signature: endorser.sign(Buffer.concat([answer, endorser.serialized])),
      },
      ledger.members,
    );
  check(proposal, payload);
  return {
    ...{ shape: 'protobuf', seeds: [proposal, payload], close: () => stand.close() },
    refuses: (error) => error instanceof LedgerError,
    decode(input) {
      if (input === proposal || input === payload) return;
      for (const [question, answer] of [
        [input, payload],
        [proposal, input],
      ] as const)
        try {
          check(question, answer);
        } catch (error) {
          if (!(error instanceof LedgerError)) throw error;
        }
    },
  };
}
