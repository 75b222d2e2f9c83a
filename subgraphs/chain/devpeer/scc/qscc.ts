import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';

/** Asking for the largest number means the newest block. */
const NEWEST = 18446744073709551615n;
const OK = 200;
const ERROR = 500;

const text = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? new Uint8Array()).toString('utf8');

/** A refusal in the words of Fabric's query system chaincode (core/scc/qscc/query.go). */
class QueryError extends Error {}

/** Answers a call of `qscc`: function, channel, and one argument more but for GetChainInfo. */
export async function querySystem(
  args: readonly Uint8Array[],
  ledger: ChannelLedger,
): Promise<FabricResponse> {
  try {
    return { status: OK, message: '', payload: await answer(args, ledger) };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { status: ERROR, message: error.message, payload: new Uint8Array() };
  }
}

function answer(args: readonly Uint8Array[], ledger: ChannelLedger): Uint8Array | Promise<Uint8Array> {
  if (args.length < 2) throw new QueryError(`Incorrect number of arguments, ${args.length}`);
  const [name, channel, argument] = [text(args[0]), text(args[1]), args[2]];
  if (channel !== ledger.trust.channel) throw new QueryError(`Invalid chain ID, ${channel}`);
  if (name === 'GetChainInfo') return chainInfo(ledger);
  if (!argument) throw new QueryError(`missing 3rd argument for ${name}`);
  switch (name) {
    case 'GetBlockByNumber':
      return blockByNumber(text(argument), ledger);
    case 'GetBlockByHash':
      return blockByHash(argument, ledger);
    case 'GetBlockByTxID':
      return blockByTransaction(text(argument), ledger);
    case 'GetTransactionByID':
      return transaction(text(argument), ledger);
    default:
      throw new QueryError(`access denied for [${name}][${channel}]: [Unmapped policy for qscc/${name}]`);
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
    throw new QueryError(
      `Failed to parse block number with error strconv.ParseUint: parsing "${argument}": invalid syntax`,
    );
  const block = await ledger.block(wanted === NEWEST ? ledger.height - 1 : Number(wanted));
  if (!block)
    throw new QueryError(
      `Failed to get block number ${wanted}, error no such block number [${wanted}] in index`,
    );
  return block.serializeBinary();
}

async function blockByHash(hash: Uint8Array, ledger: ChannelLedger): Promise<Uint8Array> {
  const block = await ledger.block(ledger.numberOfHash(hash) ?? -1);
  if (!block)
    throw new QueryError(
      `Failed to get block hash ${text(hash)}, error no such block hash [${Buffer.from(hash).toString('hex')}] in index`,
    );
  return block.serializeBinary();
}

async function blockByTransaction(id: string, ledger: ChannelLedger): Promise<Uint8Array> {
  const block = await ledger.block(ledger.place(id)?.block ?? -1);
  if (!block)
    throw new QueryError(`Failed to get block for txID ${id}, error no such transaction ID [${id}] in index`);
  return block.serializeBinary();
}

async function transaction(id: string, ledger: ChannelLedger): Promise<Uint8Array> {
  const place = ledger.place(id);
  const envelope = place && (await ledger.envelope(place));
  if (!place || !envelope)
    throw new QueryError(
      `Failed to get transaction with id ${id}, error no such transaction ID [${id}] in index`,
    );
  const processed = new peer.ProcessedTransaction();
  processed.setTransactionenvelope(common.Envelope.deserializeBinary(envelope));
  processed.setValidationcode(place.code);
  return processed.serializeBinary();
}
