import type { common } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';

/** Blocks from a number to another (both included), waiting for those to come, until the signal ends it. */
export async function* followBlocks(
  ledger: ChannelLedger,
  first: number,
  last: number,
  signal: AbortSignal,
): AsyncGenerator<common.Block> {
  for (let number = first; number <= last; number += 1) {
    await reached(ledger, number, signal);
    if (signal.aborted) return;
    const block = await ledger.block(number);
    if (!block) throw new Error(`block ${number} is not in the block log`);
    yield block;
  }
}

function reached(ledger: ChannelLedger, number: number, signal: AbortSignal): Promise<void> {
  if (ledger.height > number || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = ledger.onBlock((committed) => {
      if (committed >= number) done();
    });
    signal.addEventListener('abort', done);
  });
}
