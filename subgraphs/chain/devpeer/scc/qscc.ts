import { common, peer } from '@hyperledger/fabric-protos';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { checkAccess, SystemRefusal, textOf } from './refusal.ts';
import type { SystemContext } from './system-chaincode.ts';

/** Asking for the largest number means the newest block. */
const NEWEST = 18446744073709551615n;

/** `qscc`: blocks and transactions (core/scc/qscc/query.go); function, channel, and one argument more but for GetChainInfo. */
export function query(
  proposal: UnpackedProposal,
  { channels }: SystemContext,
): Uint8Array | Promise<Uint8Array> {
  const args = proposal.arguments;
  if (args.length < 2) throw new SystemRefusal(`Incorrect number of arguments, ${args.length}`);
  const [name, channelName, argument] = [textOf(args[0]), textOf(args[1]), args[2]];
  const channel = channels.get(channelName);
  if (!channel) throw new SystemRefusal(`Invalid chain ID, ${channelName}`);
  if (name !== 'GetChainInfo' && !argument) throw new SystemRefusal(`missing 3rd argument for ${name}`);
  const denied = (reason: string) => `access denied for [${name}][${channelName}]: [${reason}]`;
  if (!FUNCTIONS.has(name)) throw new SystemRefusal(denied(`Unmapped policy for qscc/${name}`));
  checkAccess(proposal, channel, 'Readers', denied);
  return answer(name, argument ?? new Uint8Array(), channel.ledger);
}

const FUNCTIONS = new Set([
  ...['GetChainInfo', 'GetBlockByNumber', 'GetBlockByHash', 'GetBlockByTxID', 'GetTransactionByID'],
]);

function answer(name: string, argument: Uint8Array, ledger: ChannelLedger): Uint8Array | Promise<Uint8Array> {
  switch (name) {
    case 'GetChainInfo':
      return chainInfo(ledger);
    case 'GetBlockByNumber':
      return blockByNumber(textOf(argument), ledger);
    case 'GetBlockByHash':
      return blockByHash(argument, ledger);
    case 'GetBlockByTxID':
      return blockByTransaction(textOf(argument), ledger);
    default:
      return transaction(textOf(argument), ledger);
  }
}

function chainInfo(ledger: ChannelLedger): Uint8Array {
  const info = new common.BlockchainInfo();
  info.setHeight(ledger.height);
  info.setCurrentblockhash(ledger.hash(ledger.height - 1));
  info.setPreviousblockhash(ledger.hash(ledger.height - 2));
  return info.serializeBinary();
}

async function blockByNumber(argument: string, ledger: ChannelLedger): Promise<Uint8Array> {
  const wanted = /^\d{1,20}$/.test(argument) ? BigInt(argument) : -1n;
  if (wanted < 0n || wanted > NEWEST)
    throw new SystemRefusal(
      `Failed to parse block number with error strconv.ParseUint: parsing "${argument}": invalid syntax`,
    );
  const block = await ledger.block(wanted === NEWEST ? ledger.height - 1 : Number(wanted));
  if (!block)
    throw new SystemRefusal(
      `Failed to get block number ${wanted}, error no such block number [${wanted}] in index`,
    );
  return block.serializeBinary();
}

async function blockByHash(hash: Uint8Array, ledger: ChannelLedger): Promise<Uint8Array> {
  const block = await ledger.block(ledger.numberOfHash(hash) ?? -1);
  if (!block)
    throw new SystemRefusal(
      `Failed to get block hash ${textOf(hash)}, error no such block hash [${Buffer.from(hash).toString('hex')}] in index`,
    );
  return block.serializeBinary();
}

async function blockByTransaction(id: string, ledger: ChannelLedger): Promise<Uint8Array> {
  const block = await ledger.block(ledger.place(id)?.block ?? -1);
  if (!block)
    throw new SystemRefusal(
      `Failed to get block for txID ${id}, error no such transaction ID [${id}] in index`,
    );
  return block.serializeBinary();
}

async function transaction(id: string, ledger: ChannelLedger): Promise<Uint8Array> {
  const place = ledger.place(id);
  const envelope = place && (await ledger.envelope(place));
  if (!place || !envelope)
    throw new SystemRefusal(
      `Failed to get transaction with id ${id}, error no such transaction ID [${id}] in index`,
    );
  const processed = new peer.ProcessedTransaction();
  processed.setTransactionenvelope(common.Envelope.deserializeBinary(envelope));
  processed.setValidationcode(place.code);
  return processed.serializeBinary();
}
