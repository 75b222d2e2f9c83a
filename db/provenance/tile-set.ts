import { node } from '@caretrail/proof';
import { perfectSubtrees, type Range } from './range.ts';
import { locate, subtreeRoot, type TileKey, type TileRows, tileRows } from './tile.ts';

/** Some tiles of one log, read beforehand; roots and paths come out of them without further reading. */
export class TileSet {
  readonly #tiles = new Map<string, Uint8Array>();
  /** Nodes of the tiles that were asked for a root: paths through one tile share them. */
  readonly #rows = new Map<string, TileRows>();

  set(key: TileKey, hashes: Uint8Array): void {
    this.#tiles.set(`${key.level}/${key.number}`, hashes);
  }

  get(key: TileKey): Uint8Array | undefined {
    return this.#tiles.get(`${key.level}/${key.number}`);
  }

  /** Root of a range. Throws `TileDamaged` where a tile is absent or short. */
  root(range: Range): Uint8Array {
    const roots = perfectSubtrees(range).map((subtree) => {
      const place = locate(subtree);
      return subtreeRoot(this.#rowsOf(place), place);
    });
    return roots.reduceRight((right, left) => node(left, right));
  }

  #rowsOf(key: TileKey): TileRows {
    const name = `${key.level}/${key.number}`;
    const rows = this.#rows.get(name) ?? tileRows(this.#tiles.get(name) ?? new Uint8Array());
    this.#rows.set(name, rows);
    return rows;
  }

  path(ranges: readonly Range[]): readonly Uint8Array[] {
    return ranges.map((range) => this.root(range));
  }
}

/** Tiles that the roots of these ranges need, each once: O(log n) for a path. */
export function tilesOf(ranges: Iterable<Range>): readonly TileKey[] {
  const keys = new Map<string, TileKey>();
  for (const range of ranges)
    for (const subtree of perfectSubtrees(range)) {
      const { level, number } = locate(subtree);
      keys.set(`${level}/${number}`, { level, number });
    }
  return [...keys.values()];
}
