import { checkpointArgument, parseCheckpointArgument, Refused } from '@caretrail/proof';
import type { Decoder } from '../decoder.ts';

const HASH = new Uint8Array(32).fill(7);

/** The argument of `anchor:submit`, as the contract reads it. */
export function open(): Decoder {
  const first = { genesis: HASH, log: 'care/lakeside', size: 3, root: HASH, previous: null, consistency: [] };
  const next = { ...first, size: 9, previous: { size: 3, root: HASH }, consistency: [HASH, HASH] };
  return {
    shape: 'json',
    seeds: [first, next].map(checkpointArgument),
    refuses: (error) => error instanceof Refused,
    decode: parseCheckpointArgument,
  };
}
