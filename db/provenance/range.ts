/** The leaves [start, end) of a log, as one subtree of an RFC 6962 tree. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A perfect subtree: the 2^level leaves from index × 2^level on. Once full it never changes. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** The largest power of two below `size` (RFC 6962, 2.1), for sizes beyond 32 bits too. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The subtrees whose roots are the inclusion path of leaf `index` in a log of `size`, leaf upwards. */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a log of ${size}`);
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The subtrees whose roots are the consistency path from `old` to `size` (RFC 6962, 2.1.2), 0 < old < size. */
export function consistencyRanges(old: number, size: number): readonly Range[] {
  if (!(old > 0 && old < size)) throw new RangeError(`no consistency path from ${old} to ${size}`);
  const ranges: Range[] = [];
  let [start, end, whole] = [0, size, true];
  while (old < end) {
    const middle = start + split(end - start);
    if (old <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
      whole = false;
    }
  }
  if (!whole) ranges.push({ start, end });
  return ranges.reverse();
}

/** A range as perfect subtrees, largest first; folded from the right they give its root. */
export function perfectSubtrees(range: Range): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  let { start } = range;
  while (start < range.end) {
    let [width, level] = [1, 0];
    while (start + width * 2 <= range.end) [width, level] = [width * 2, level + 1];
    subtrees.push({ level, index: start / width });
    start += width;
  }
  return subtrees;
}
