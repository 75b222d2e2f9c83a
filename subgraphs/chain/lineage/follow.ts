import type { JudgedVersion } from './judge.ts';
import type { LineageQuestion } from './lineage.ts';
import type { Step } from './walk.ts';

/** A version that is shown, and the versions beside it that are there for the caller. */
export interface Followed extends JudgedVersion {
  readonly hash: string;
  readonly depth: number;
  /** Hashes of all that it was made from, shown or not. */
  readonly sources: readonly string[];
  /** How many were made from it. */
  readonly derived: number;
}

type Beside = ReadonlyMap<string, readonly string[]>;

/** Steps to everything that is reached, nearest first. */
function reached(start: readonly string[], beside: Beside, depth: number): ReadonlyMap<string, number> {
  const found = new Map(start.map((hash) => [hash, 0]));
  // A map is walked in the order in which it grows.
  for (const [hash, steps] of found)
    if (steps < depth)
      for (const next of beside.get(hash) ?? []) if (!found.has(next)) found.set(next, steps + 1);
  return found;
}

/**
 * What of a walk is shown: the versions that a way of versions which are there for the caller leads to. What lies behind a
 * version that is not there is not reached, though it could be seen by itself: else a way would tell of what is on it.
 */
export function follow(
  steps: readonly Step[],
  judged: ReadonlyMap<string, JudgedVersion>,
  { direction, depth }: Pick<LineageQuestion, 'direction' | 'depth'>,
): readonly Followed[] {
  const seen = steps.filter(({ hash }) => judged.has(hash));
  const sources = new Map(seen.map(({ hash, sources: all }) => [hash, all.filter((one) => judged.has(one))]));
  const derived = new Map<string, string[]>();
  for (const [hash, made] of sources)
    for (const source of made) derived.set(source, [...(derived.get(source) ?? []), hash]);
  const walked = new Set(seen.filter((step) => step.depth !== null).map(({ hash }) => hash));
  const start = seen.filter((step) => step.depth === 0).map(({ hash }) => hash);
  const up = reached(start, sources, direction === 'DOWNSTREAM' ? 0 : depth);
  const down = reached(start, derived, direction === 'UPSTREAM' ? 0 : depth);
  return [...new Set([...up.keys(), ...down.keys()])]
    .filter((hash) => walked.has(hash))
    .flatMap((hash) => {
      const found = judged.get(hash);
      if (found === undefined) return [];
      const nearest = Math.min(
        up.get(hash) ?? Number.POSITIVE_INFINITY,
        down.get(hash) ?? Number.POSITIVE_INFINITY,
      );
      const made = { sources: sources.get(hash) ?? [], derived: derived.get(hash)?.length ?? 0 };
      return [{ ...found, ...made, hash, depth: nearest }];
    })
    .toSorted(inOrder);
}

/** By distance, then record by record, oldest first. */
const inOrder = (one: Followed, other: Followed): number =>
  one.depth - other.depth ||
  (one.record < other.record
    ? -1
    : one.record > other.record
      ? 1
      : one.version.number - other.version.number);
