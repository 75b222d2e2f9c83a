import { blockHash } from '@caretrail/chain/ledger/fabric';
import { common } from '@hyperledger/fabric-protos';
import type { BlockRecord } from './block-record.ts';

/** The message that peers deliver, from the record they keep. */
export function blockMessage(record: BlockRecord): common.Block {
  const header = new common.BlockHeader();
  header.setNumber(record.number);
  header.setPreviousHash(record.previousHash);
  header.setDataHash(record.dataHash);
  const data = new common.BlockData();
  data.setDataList([...record.envelopes]);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([...record.metadata]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

export const hashOfRecord = (record: BlockRecord): Buffer => blockHash(record);
