import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import { peer } from '@hyperledger/fabric-protos';
import { validationCodes } from '../../../subgraphs/chain/devpeer/committer/committer.ts';
import { appliedTransactions, blockEffects } from '../../../subgraphs/chain/devpeer/ledger/block-effects.ts';
import { commitHash } from '../../../subgraphs/chain/devpeer/ledger/commit-hash.ts';
import { Expiry } from '../../../subgraphs/chain/devpeer/ledger/private/expiry.ts';
import type { Decoder } from '../decoder.ts';
import { mended, payloadOf, SETS } from '../endorsed.ts';
import { CHAINCODE, openLedgerStand } from '../ledger-stand.ts';

/** The committer: whatever an orderer puts into a block has a validation code, and what is VALID can be applied. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { ledger } = stand;
  await stand.commit(stand.envelope([lockedBy(Buffer.from('no policy'), 'locked')]));
  const seeds = [
    stand.envelope(SETS),
    stand.envelope([]),
    stand.envelope([
      { ...lockedBy(Buffer.from('another'), 'other'), writes: [{ key: 'locked', value: Buffer.of(1) }] },
    ]),
  ].map(payloadOf);
  return {
    ...{ shape: 'protobuf', seeds, refuses: () => false, close: () => stand.close() },
    decode(input) {
      const envelope = mended(input, stand) ?? input;
      const block = { number: ledger.height, envelopes: [envelope, input] };
      const codes = Uint8Array.from(
        validationCodes(block, ledger).map((code) => peer.TxValidationCode[code]),
      );
      if (codes[0] !== peer.TxValidationCode.VALID) return;
      const applied = appliedTransactions(block.number, [openEnvelope(envelope)], codes);
      const state = { state: ledger.state, expiry: new Expiry() };
      const { updates } = blockEffects(block.number, applied, new Map(), state);
      commitHash(codes, updates.all(), new Uint8Array());
    },
  };
}

/** A write of nothing but a key's own policy. */
const lockedBy = (policy: Uint8Array, key: string) => ({
  ...{ namespace: CHAINCODE, reads: [], ranges: [], writes: [], collections: [] },
  metadataWrites: [{ key, entries: [{ name: 'VALIDATION_PARAMETER', value: policy }] }],
});
