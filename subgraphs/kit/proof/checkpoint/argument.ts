import { equal } from '../bytes/bytes.ts';
import { CONSISTENCY_PATH } from '../limits.ts';
import { ensure, refusedAs } from '../refused.ts';
import { hashFromHex, toHex } from '../text/hex.ts';
import { jcs } from '../text/jcs.ts';
import { parseJson } from '../text/json.ts';
import type { JsonValue } from '../text/json-value.ts';
import { integer, list, members, string } from '../text/shape.ts';
import type { LogState } from '../tree/consistency.ts';

/** What `anchor:submit` puts on the ledger: a log's new size and root, and the proof that it only grew. */
export interface Checkpoint extends LogState {
  /** Header hash of block 0 of the ledger, so that no other network's transaction passes for this one's. */
  readonly genesis: Uint8Array;
  readonly log: string;
  /** The log's last checkpoint on the ledger; null for its first. */
  readonly previous: LogState | null;
  /** Consistency proof from `previous`; empty without one. */
  readonly consistency: readonly Uint8Array[];
}

/** The one argument of `anchor:submit`: canonical JSON. Refused: `ARGUMENTS`, if the contract would refuse its shape. */
export function checkpointArgument(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { genesis, log, size, root, previous, consistency } = checkpoint;
  const argument = jcs({
    format: 1,
    genesis: toHex(genesis),
    log,
    size,
    root: toHex(root),
    previous: previous && { size: previous.size, root: toHex(previous.root) },
    consistency: consistency.map(toHex),
  });
  parseCheckpointArgument(argument);
  return argument;
}

/**
 * Reads the argument of `anchor:submit`. Shape only: whether the consistency proof holds is `isConsistent`'s to say.
 * Refused: `ARGUMENTS`.
 */
export function parseCheckpointArgument(argument: Uint8Array): Checkpoint {
  return refusedAs('ARGUMENTS', () => {
    const value = parseJson(argument);
    // One encoding only: what peers endorsed must not be readable in two ways.
    ensure(equal(jcs(value), argument), 'BAD_SHAPE', 'no canonical JSON');
    const read = members(value, ['format', 'genesis', 'log', 'size', 'root', 'previous', 'consistency']);
    ensure(read.format === 1, 'UNKNOWN_FORMAT');
    const size = integer(read.size, 1, Number.MAX_SAFE_INTEGER);
    const previous = previousOf(read.previous, size);
    const [least, most] = previous === null ? [0, 0] : [1, CONSISTENCY_PATH];
    return {
      genesis: hashFromHex(read.genesis),
      log: string(read.log),
      size,
      root: hashFromHex(read.root),
      previous,
      consistency: list(read.consistency, least, most).map(hashFromHex),
    };
  });
}

function previousOf(value: JsonValue, size: number): LogState | null {
  if (value === null) return null;
  const previous = members(value, ['size', 'root']);
  return { size: integer(previous.size, 1, size - 1), root: hashFromHex(previous.root) };
}
