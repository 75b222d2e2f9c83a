import { ledger, peer } from '@hyperledger/fabric-protos';
import type { RangeCursor } from '../ledger/simulator/range-cursor.ts';
import type { StateEntry } from '../ledger/state/state.ts';

/** Results in one message, as Fabric's peer sends them. */
const BATCH = 100;
const OPEN_LIMIT = 100;

/** Results of a query one by one, serialized; null after the last. */
export interface ResultCursor {
  next(): Promise<Uint8Array | null> | Uint8Array | null;
}

/** Keys and values of a range as results. */
export const keyValues = (namespace: string, entries: { next(): StateEntry | null }): ResultCursor => ({
  next() {
    const entry = entries.next();
    return entry && keyValue(namespace, entry);
  },
});

function keyValue(namespace: string, { key, value }: StateEntry): Uint8Array {
  const result = new ledger.queryresult.KV();
  result.setNamespace(namespace);
  result.setKey(key);
  result.setValue(value);
  return result.serializeBinary();
}

/** Queries that a transaction has open, and their answers in batches. */
export class Queries {
  readonly #open = new Map<string, { readonly cursor: ResultCursor; readonly ahead: Uint8Array }>();
  #next = 0;

  async start(cursor: ResultCursor): Promise<Uint8Array> {
    if (this.#open.size >= OPEN_LIMIT) throw new Error('too many open queries');
    this.#next += 1;
    return this.#batch(String(this.#next), cursor, await cursor.next());
  }

  next(id: string): Promise<Uint8Array> {
    const query = this.#open.get(id);
    if (!query) throw new Error('query iterator not found');
    return this.#batch(id, query.cursor, query.ahead);
  }

  close(id: string): Uint8Array {
    this.#open.delete(id);
    return response([], id, false);
  }

  /** One page of at most `size`; the bookmark is the key to go on from. */
  async page(namespace: string, cursor: RangeCursor, size: number): Promise<Uint8Array> {
    const results: Uint8Array[] = [];
    let ahead = cursor.next();
    while (ahead && results.length < size) {
      results.push(keyValue(namespace, ahead));
      ahead = cursor.next();
    }
    const metadata = new peer.QueryResponseMetadata();
    metadata.setFetchedRecordsCount(results.length);
    metadata.setBookmark(ahead?.key ?? '');
    return response(results, '', false, metadata.serializeBinary());
  }

  /** Reads one result further than it sends, to know whether there is more. */
  async #batch(id: string, cursor: ResultCursor, first: Uint8Array | null): Promise<Uint8Array> {
    const results: Uint8Array[] = [];
    let ahead = first;
    while (ahead && results.length < BATCH) {
      results.push(ahead);
      ahead = await cursor.next();
    }
    if (ahead) this.#open.set(id, { cursor, ahead });
    else this.#open.delete(id);
    return response(results, id, ahead !== null);
  }
}

function response(
  results: readonly Uint8Array[],
  id: string,
  more: boolean,
  metadata: Uint8Array = new Uint8Array(),
): Uint8Array {
  const message = new peer.QueryResponse();
  message.setResultsList(
    results.map((bytes) => {
      const result = new peer.QueryResultBytes();
      result.setResultbytes(bytes);
      return result;
    }),
  );
  message.setId(id);
  message.setHasMore(more);
  message.setMetadata(metadata);
  return message.serializeBinary();
}
