import type { Gateway } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { within } from './deadlines.ts';
import { ledgerError } from './errors.ts';

/** Asks the gateway's peer how many blocks its chain has (`qscc GetChainInfo`), within so many milliseconds. */
export async function chainHeight(gateway: Gateway, channel: string, milliseconds: number): Promise<number> {
  try {
    const proposal = gateway
      .getNetwork(channel)
      .getContract('qscc')
      .newProposal('GetChainInfo', { arguments: [channel] });
    const answer = await proposal.evaluate(within(milliseconds));
    return common.BlockchainInfo.deserializeBinary(answer).getHeight();
  } catch (error) {
    throw ledgerError(error);
  }
}
