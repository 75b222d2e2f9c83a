/** Lists that are longer than this are drawn near the window alone. */
const LONG = 200;
const SIZE = 50;

export const isLong = (items: readonly unknown[]): boolean => items.length > LONG;

interface Chunk<Item> {
  /** Place of the first item in the whole list. */
  readonly start: number;
  readonly items: readonly Item[];
}

/** A list in stretches of the same length, so that one can be left undrawn as a whole. */
export function chunksOf<Item>(items: readonly Item[]): readonly Chunk<Item>[] {
  return Array.from({ length: Math.ceil(items.length / SIZE) }, (_, place) => ({
    start: place * SIZE,
    items: items.slice(place * SIZE, (place + 1) * SIZE),
  }));
}
