import { ledger, peer } from '@hyperledger/fabric-protos';
import type { RangeCursor } from '../ledger/simulator.ts';
import type { StateEntry } from '../ledger/state.ts';

/** Results in one message, as Fabric's peer sends them. */
const BATCH = 100;
const OPEN_LIMIT = 100;

/** Range queries that a transaction has open, and their answers in batches. */
export class Queries {
  readonly #namespace: string;
  readonly #open = new Map<string, { cursor: RangeCursor; ahead: StateEntry }>();
  #next = 0;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  start(cursor: RangeCursor): Uint8Array {
    if (this.#open.size >= OPEN_LIMIT) throw new Error('too many open queries');
    this.#next += 1;
    return this.#batch(String(this.#next), cursor, cursor.next());
  }

  next(id: string): Uint8Array {
    const query = this.#open.get(id);
    if (!query) throw new Error('query iterator not found');
    return this.#batch(id, query.cursor, query.ahead);
  }

  close(id: string): Uint8Array {
    this.#open.delete(id);
    return response([], id, false);
  }

  /** One page of at most `size`; the bookmark is the key to go on from. */
  page(cursor: RangeCursor, size: number): Uint8Array {
    const entries: StateEntry[] = [];
    let ahead = cursor.next();
    while (ahead && entries.length < size) {
      entries.push(ahead);
      ahead = cursor.next();
    }
    const metadata = new peer.QueryResponseMetadata();
    metadata.setFetchedRecordsCount(entries.length);
    metadata.setBookmark(ahead?.key ?? '');
    return response(this.#results(entries), '', false, metadata.serializeBinary());
  }

  /** Reads one entry further than it sends, to know whether there is more. */
  #batch(id: string, cursor: RangeCursor, first: StateEntry | null): Uint8Array {
    const entries: StateEntry[] = [];
    let ahead = first;
    while (ahead && entries.length < BATCH) {
      entries.push(ahead);
      ahead = cursor.next();
    }
    if (ahead) this.#open.set(id, { cursor, ahead });
    else this.#open.delete(id);
    return response(this.#results(entries), id, ahead !== null);
  }

  #results(entries: readonly StateEntry[]): Uint8Array[] {
    return entries.map(({ key, value }) => {
      const result = new ledger.queryresult.KV();
      result.setNamespace(this.#namespace);
      result.setKey(key);
      result.setValue(value);
      return result.serializeBinary();
    });
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
