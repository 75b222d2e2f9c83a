import { openEnvelope, openTransaction } from '@caretrail/chain/ledger/fabric';
import { METADATA } from '@caretrail/chain/ledger/verify';
import { common, peer } from '@hyperledger/fabric-protos';
import { validationCode } from '../ledger/validation/validation-code.ts';

/** A block without its contents: ids, codes, and events without payload (core/peer/deliverevents.go). */
export function filteredBlock(block: common.Block, channel: string): peer.FilteredBlock {
  const codes = block.getMetadata()?.getMetadataList_asU8()[METADATA.transactionsFilter];
  const filtered = new peer.FilteredBlock();
  filtered.setChannelId(channel);
  filtered.setNumber(block.getHeader()?.getNumber() ?? 0);
  filtered.setFilteredTransactionsList(
    (block.getData()?.getDataList_asU8() ?? []).map((bytes, index) =>
      filteredTransaction(bytes, codes?.[index]),
    ),
  );
  return filtered;
}

function filteredTransaction(bytes: Uint8Array, code: number | undefined): peer.FilteredTransaction {
  const envelope = openEnvelope(bytes);
  const transaction = new peer.FilteredTransaction();
  transaction.setTxid(envelope.header.transactionId);
  transaction.setTxValidationCode(validationCode(code));
  if (envelope.header.type === common.HeaderType.CONFIG) transaction.setType(common.HeaderType.CONFIG);
  if (envelope.header.type !== common.HeaderType.ENDORSER_TRANSACTION) return transaction;
  transaction.setType(common.HeaderType.ENDORSER_TRANSACTION);
  const { events } = openTransaction(envelope).answer;
  const actions = new peer.FilteredTransactionActions();
  if (events.length > 0) {
    const event = peer.ChaincodeEvent.deserializeBinary(events);
    event.setPayload(new Uint8Array());
    const action = new peer.FilteredChaincodeAction();
    action.setChaincodeEvent(event);
    actions.setChaincodeActionsList([action]);
  }
  transaction.setTransactionActions(actions);
  return transaction;
}
