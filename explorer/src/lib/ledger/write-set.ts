import { Refusals } from '../graph/refusals.ts';
import type { Read } from '../shape/cursor.ts';
import { flag, json, listOrNone, object, text } from '../shape/read.ts';

/** One key that a transaction wrote or took away. */
export interface Write {
  /** Parts of a composite key of Fabric, or the one plain key. */
  readonly key: readonly string[];
  readonly deleted: boolean;
  /** The value as JSON text; null where it was taken away. */
  readonly value: string | null;
}

function decoded(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** Keys that are no plain text come in base64: composite keys have their parts between zero characters. */
const key: Read<string> = (at) =>
  typeof at.value === 'string' ? at.value : decoded(object({ base64: text })(at).base64);

const sets = listOrNone(
  object({ writes: listOrNone(object({ key, value: json, delete: flag })), namespace: text }),
);

/** What a transaction changed, from its read-write set; none where it is of an unknown shape. */
export function writesOf(readWriteSet: unknown): readonly Write[] {
  try {
    const found = sets({ value: readWriteSet, path: [], refusals: new Refusals([]) });
    return found.flatMap(({ writes }) =>
      writes.map((write) => ({
        key: write.key.split('\0').filter((part) => part !== ''),
        deleted: write.delete,
        value: write.delete ? null : JSON.stringify(write.value, null, 1),
      })),
    );
  } catch {
    return [];
  }
}
