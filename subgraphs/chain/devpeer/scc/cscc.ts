import { common, peer } from '@hyperledger/fabric-protos';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import { checkAccess, SystemRefusal, textOf } from './refusal.ts';
import type { SystemContext } from './system-chaincode.ts';

/** `cscc`: which channels there are, and how one is configured (core/scc/cscc/configure.go). */
export async function configuration(proposal: UnpackedProposal, context: SystemContext): Promise<Uint8Array> {
  const [name, argument] = [textOf(proposal.arguments[0]), textOf(proposal.arguments[1])];
  switch (name) {
    case 'GetChannels':
      return channelList([...context.channels.keys()]);
    case 'GetConfigBlock':
      return configBlock(proposal, argument, context);
    default:
      throw new SystemRefusal(`Requested function ${name} not found.`);
  }
}

function channelList(names: readonly string[]): Uint8Array {
  const response = new peer.ChannelQueryResponse();
  response.setChannelsList(
    names.map((name) => {
      const info = new peer.ChannelInfo();
      info.setChannelId(name);
      return info;
    }),
  );
  return response.serializeBinary();
}

async function configBlock(
  proposal: UnpackedProposal,
  name: string,
  { channels }: SystemContext,
): Promise<Uint8Array> {
  const channel = channels.get(name);
  if (!channel) throw new SystemRefusal(`Unknown chain ID, ${name}`);
  checkAccess(
    proposal,
    channel,
    'Readers',
    (reason) => `access denied for [GetConfigBlock][${name}]: ${reason}`,
  );
  const block = await channel.ledger.block(0);
  return (block ?? new common.Block()).serializeBinary();
}
