import { setTimeout as wait } from 'node:timers/promises';
import type { Gateway } from '@hyperledger/fabric-gateway';
import type { LedgerBlock } from '../block.ts';
import { decodeBlock } from '../decode/block.ts';
import { LedgerError } from '../error.ts';
import { sameBytes } from '../fabric/hash.ts';
import type { BlockPosition } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import { verifyBlock } from '../verify/block.ts';
import type { ChannelTrust } from '../verify/trust.ts';
import { ledgerError } from './errors.ts';
import type { OwnPeers } from './own-peers.ts';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;
/** How often a ledger may be shorter than what was read from it before: a peer that catches up is, a wiped one stays so. */
const SHORTER_LIMIT = 8;

interface Place {
  next: number;
  previousHash: Uint8Array | null;
}

/**
 * Verified blocks from a position on. Streams die with their peer and never come back by themselves, so they are opened
 * again where they ended; what does not verify ends the iteration with {@link LedgerError} `UNTRUSTED`.
 */
export async function* blockStream(
  peers: OwnPeers,
  profile: LedgerProfile,
  trust: ChannelTrust,
  /** Milliseconds without a block after which a stream is opened again. */
  silence: number,
  { from, previousHash, signal }: BlockPosition,
): AsyncGenerator<LedgerBlock> {
  const place: Place = { next: from, previousHash: from === 0 ? new Uint8Array() : (previousHash ?? null) };
  let [pause, shorter] = [FIRST_PAUSE, 0];
  while (!signal.aborted) {
    const { gateway } = peers;
    try {
      for await (const block of openedAt(gateway, profile, trust, place, { silence, signal })) {
        [pause, shorter] = [FIRST_PAUSE, 0];
        yield block;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isTooShort(error)) {
        shorter += 1;
        if (shorter >= SHORTER_LIMIT)
          throw new LedgerError(
            'UNTRUSTED',
            `the ledger has no block ${place.next - 1}, which was read from it`,
          );
      } else if (!mayPass(error)) throw ledgerError(error);
      peers.turnFrom(gateway);
    }
    await wait(pause, undefined, { signal }).catch(() => {});
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function* openedAt(
  gateway: Gateway,
  profile: LedgerProfile,
  trust: ChannelTrust,
  place: Place,
  { silence, signal }: { readonly silence: number; readonly signal: AbortSignal },
): AsyncGenerator<LedgerBlock> {
  const events = await gateway.getNetwork(profile.channel).getBlockEvents({ startBlock: BigInt(place.next) });
  const close = () => events.close();
  signal.addEventListener('abort', close);
  const silent = setTimeout(close, silence);
  try {
    for await (const message of events) {
      if (signal.aborted) return;
      const block = verifyBlock(message, trust, { number: place.next, previousHash: place.previousHash });
      if (place.next === 0 && !sameBytes(block.hash, Buffer.from(profile.genesis, 'hex')))
        throw new LedgerError('UNTRUSTED', 'block 0 is not the one of the profile: this is another ledger');
      place.next += 1;
      place.previousHash = block.hash;
      yield decodeBlock(block, profile.channel);
      silent.refresh();
    }
  } finally {
    clearTimeout(silent);
    signal.removeEventListener('abort', close);
    events.close();
  }
}

/** The client's own words when Deliver answers NOT_FOUND. */
const isTooShort = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Unexpected status response: 404';

function mayPass(error: unknown): boolean {
  const { code } = ledgerError(error);
  return code === 'UNAVAILABLE' || code === 'TIMEOUT';
}
