import { LedgerError } from '@caretrail/chain/ledger';
import { verifyBlock } from '@caretrail/chain/ledger/verify';
import { common } from '@hyperledger/fabric-protos';
import { signingIdentity } from '../../../subgraphs/chain/devpeer/msp/signing-identity.ts';
import { orderBlock } from '../../../subgraphs/chain/devpeer/orderer/block-writer.ts';
import { decodeBlock } from '../../../subgraphs/chain/ledger/decode/block.ts';
import type { Decoder } from '../decoder.ts';
import { SETS } from '../endorsed.ts';
import { type LedgerStand, openLedgerStand } from '../ledger-stand.ts';

/** A block from a peer: as it came, and as an orderer would have signed its envelopes. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { ledger, channel } = stand;
  await stand.commit(stand.envelope(SETS));
  const block = await ledger.block(ledger.height - 1);
  if (!block) throw new Error('there is no block');
  const number = block.getHeader()?.getNumber() ?? 0;
  const read = (message: common.Block) =>
    decodeBlock(verifyBlock(message, ledger.trust, { number, previousHash: null }), channel.name);
  return {
    ...{ shape: 'protobuf', seeds: [block.serializeBinary()], close: () => stand.close() },
    refuses: (error) => error instanceof LedgerError,
    decode(input) {
      const message = parsed(input);
      if (!message) return; // the library that receives it says so
      read(resigned(message, number, stand));
      read(message);
    },
  };
}

function parsed(input: Uint8Array): common.Block | null {
  try {
    return common.Block.deserializeBinary(input);
  } catch {
    return null;
  }
}

function resigned(block: common.Block, height: number, { keys }: LedgerStand): common.Block {
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const identities = keys.orderers.slice(0, 1).map(signingIdentity);
  const ordered = orderBlock({ height, hash: new Uint8Array(32) }, envelopes, {
    identities,
    consensus: 'solo',
  });
  const header = new common.BlockHeader();
  header.setNumber(ordered.number);
  header.setPreviousHash(ordered.previousHash);
  header.setDataHash(ordered.dataHash);
  const metadata = new common.BlockMetadata();
  const filter = new Uint8Array(envelopes.length);
  const nothing = new Uint8Array();
  metadata.setMetadataList([ordered.ordererSignatures, nothing, filter, nothing, nothing]);
  const copy = new common.Block();
  const data = new common.BlockData();
  data.setDataList(envelopes);
  copy.setData(data);
  copy.setHeader(header);
  copy.setMetadata(metadata);
  return copy;
}
