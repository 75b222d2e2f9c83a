import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedLedger } from '../../../subgraphs/chain/devpeer/ledger/blocks/block-file.ts';
import { ChannelLedger } from '../../../subgraphs/chain/devpeer/ledger/channel-ledger.ts';
import type { Decoder } from '../decoder.ts';
import { SETS } from '../endorsed.ts';
import { CHAINCODE, COLLECTION, openLedgerStand } from '../ledger-stand.ts';

/** A ledger's files after whatever came over them, opened as at every start. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const bytes = Buffer.from('private');
  await stand.ledger.transient.put('waiting', [
    { namespace: CHAINCODE, collection: COLLECTION, bytes: Buffer.alloc(0) },
  ]);
  await stand.commit(stand.envelope([]));
  await stand.commit(stand.envelope(SETS));
  const files = join(stand.folder, 'channel');
  const damaged = join(stand.folder, 'damaged');
  mkdirSync(damaged);
  return {
    ...{ shape: 'bytes', seeds: [readFileSync(join(files, 'blocks')), bytes], close: () => stand.close() },
    refuses: (error) => error instanceof DamagedLedger,
    async decode(input) {
      writeFileSync(join(damaged, 'blocks'), input);
      for (const name of ['private-values', 'transient-values'])
        copyFileSync(join(files, name), join(damaged, name));
      const ledger = await ChannelLedger.open(damaged, () => {});
      await ledger.close();
      rmSync(join(damaged, 'blocks'));
    },
  };
}
