import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FrameLog } from '../../../subgraphs/chain/devpeer/ledger/blocks/frame-log.ts';
import { PrivateStore } from '../../../subgraphs/chain/devpeer/ledger/private/private-store.ts';
import { TransientStore } from '../../../subgraphs/chain/devpeer/ledger/private/transient-store.ts';
import { privateBytes } from '../../../subgraphs/chain/devpeer/ledger/rwset/private-set.ts';
import type { Decoder } from '../decoder.ts';
import { CHAINCODE, COLLECTION, openLedgerStand } from '../ledger-stand.ts';

/** The files of private values beside the block log: what is not whole is cut off, the rest is kept. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const path = join(stand.folder, 'values');
  const bytes = privateBytes([{ key: 'k', value: Buffer.from('v') }], []);
  const set = { namespace: CHAINCODE, collection: COLLECTION, bytes };
  const store = await PrivateStore.open(path, () => {});
  for (const block of [1, 2, 3]) await store.append(block, new Map([[0, [set]]]));
  await store.close();
  const seed = readFileSync(path);
  return {
    ...{ shape: 'bytes', seeds: [seed], refuses: () => false, close: () => stand.close() },
    async decode(input) {
      writeFileSync(path, input);
      await (await PrivateStore.open(path, () => {})).close();
      writeFileSync(path, input);
      await (await TransientStore.open(path, 1, () => {})).close();
      writeFileSync(path, input);
      await (
        await FrameLog.open(
          path,
          () => {},
          () => {},
        )
      ).close();
      rmSync(path);
    },
  };
}
