import { peer } from '@hyperledger/fabric-protos';
import type { MetadataEntry } from '../ledger/rwset/read-write-set.ts';
import { CollectionAccess } from './collection-access.ts';
import { historyCursor } from './history-cursor.ts';
import { Type, typeName } from './message.ts';
import { keyValues, Queries } from './queries.ts';
import type { Invoker, TransactionContext } from './transaction-context.ts';

const NOTHING = new Uint8Array();

/** Answers what a chaincode asks while it runs one transaction (core/chaincode/handler.go). */
export class Invocation {
  readonly #namespace: string;
  readonly #context: TransactionContext;
  readonly #invoker: Invoker;
  readonly #access: CollectionAccess;
  readonly #queries = new Queries();

  constructor(namespace: string, context: TransactionContext, invoker: Invoker) {
    this.#namespace = namespace;
    this.#context = context;
    this.#invoker = invoker;
    this.#access = new CollectionAccess(namespace, context);
  }

  /** The payload of the answer; what is thrown becomes the answer's error text. */
  answer(message: peer.ChaincodeMessage): Uint8Array | Promise<Uint8Array> {
    const payload = message.getPayload_asU8();
    switch (message.getType()) {
      case Type.GET_STATE:
        return this.#get(peer.GetState.deserializeBinary(payload));
      case Type.GET_PRIVATE_DATA_HASH:
        return this.#privateHash(peer.GetState.deserializeBinary(payload));
      case Type.PUT_STATE: {
        const request = peer.PutState.deserializeBinary(payload);
        const value = request.getValue_asU8();
        return this.#write(request, value.length > 0 ? value : null);
      }
      case Type.DEL_STATE:
        return this.#write(peer.DelState.deserializeBinary(payload), null);
      case Type.PURGE_PRIVATE_DATA:
        return this.#purge(peer.PurgePrivateState.deserializeBinary(payload));
      case Type.GET_STATE_METADATA:
        return this.#metadata(peer.GetStateMetadata.deserializeBinary(payload));
      case Type.PUT_STATE_METADATA:
        return this.#putMetadata(peer.PutStateMetadata.deserializeBinary(payload));
      case Type.GET_STATE_BY_RANGE:
        return this.#range(peer.GetStateByRange.deserializeBinary(payload));
      case Type.GET_HISTORY_FOR_KEY:
        return this.#history(peer.GetHistoryForKey.deserializeBinary(payload).getKey());
      case Type.QUERY_STATE_NEXT:
        return this.#queries.next(peer.QueryStateNext.deserializeBinary(payload).getId());
      case Type.QUERY_STATE_CLOSE:
        return this.#queries.close(peer.QueryStateClose.deserializeBinary(payload).getId());
      case Type.GET_QUERY_RESULT:
        throw new Error('ExecuteQuery not supported for leveldb'); // Fabric's words for a peer without CouchDB
      case Type.INVOKE_CHAINCODE:
        return this.#invoke(peer.ChaincodeSpec.deserializeBinary(payload));
      default:
        throw new Error(`the development ledger does not support ${typeName(message)}`);
    }
  }

  #get(request: peer.GetState): Uint8Array {
    const [key, collection] = [request.getKey(), request.getCollection()];
    const { simulator } = this.#context;
    if (collection === '') return simulator.get(this.#namespace, key) ?? NOTHING;
    this.#access.checkRead(collection);
    return simulator.getPrivate(this.#namespace, collection, key) ?? NOTHING;
  }

  /** Anyone may read a hash: it is part of the public state. */
  #privateHash(request: peer.GetState): Uint8Array {
    const { simulator } = this.#context;
    return simulator.privateHash(this.#namespace, request.getCollection(), request.getKey()) ?? NOTHING;
  }

  #write(request: { getKey(): string; getCollection(): string }, value: Uint8Array | null): Uint8Array {
    const [key, collection] = [request.getKey(), request.getCollection()];
    const { simulator } = this.#context;
    if (collection === '') simulator.write(this.#namespace, key, value);
    else {
      this.#access.checkWrite(collection);
      simulator.writePrivate(this.#namespace, collection, key, value);
    }
    return NOTHING;
  }

  #purge(request: peer.PurgePrivateState): Uint8Array {
    const collection = request.getCollection();
    if (collection === '') throw new Error('only applicable for private data');
    this.#access.checkWrite(collection);
    this.#context.simulator.writePrivate(this.#namespace, collection, request.getKey(), null, true);
    return NOTHING;
  }

  #metadata(request: peer.GetStateMetadata): Uint8Array {
    const result = new peer.StateMetadataResult();
    result.setEntriesList(
      this.#entries(request.getKey(), request.getCollection()).map(({ name, value }) => {
        const entry = new peer.StateMetadata();
        entry.setMetakey(name);
        entry.setValue(value);
        return entry;
      }),
    );
    return result.serializeBinary();
  }

  #entries(key: string, collection: string): readonly MetadataEntry[] {
    const { simulator } = this.#context;
    if (collection === '') return simulator.metadata(this.#namespace, key);
    this.#access.checkRead(collection);
    return simulator.privateMetadata(this.#namespace, collection, key);
  }

  #putMetadata(request: peer.PutStateMetadata): Uint8Array {
    const [key, collection, entry] = [request.getKey(), request.getCollection(), request.getMetadata()];
    const { simulator } = this.#context;
    const entries = entry ? [{ name: entry.getMetakey(), value: entry.getValue_asU8() }] : [];
    if (collection === '') simulator.writeMetadata(this.#namespace, key, entries);
    else {
      this.#access.checkWrite(collection);
      simulator.writePrivateMetadata(this.#namespace, collection, key, entries);
    }
    return NOTHING;
  }

  #range(request: peer.GetStateByRange): Promise<Uint8Array> {
    const { simulator } = this.#context;
    const [start, end, collection] = [request.getStartkey(), request.getEndkey(), request.getCollection()];
    if (collection !== '') {
      this.#access.checkRead(collection);
      const entries = simulator.rangePrivate(this.#namespace, collection, start, end);
      return this.#queries.start(keyValues(this.#namespace, { next: () => entries.next().value ?? null }));
    }
    const metadata = peer.QueryMetadata.deserializeBinary(request.getMetadata_asU8());
    const paginated = metadata.getPagesize() > 0 || metadata.getBookmark() !== '';
    const cursor = simulator.range(this.#namespace, metadata.getBookmark() || start, end, paginated);
    return paginated
      ? this.#queries.page(this.#namespace, cursor, metadata.getPagesize())
      : this.#queries.start(keyValues(this.#namespace, cursor));
  }

  #history(key: string): Promise<Uint8Array> {
    return this.#queries.start(historyCursor(this.#context.channel.ledger, this.#namespace, key));
  }

  async #invoke(spec: peer.ChaincodeSpec): Promise<Uint8Array> {
    const message = await this.#invoker.invoke({
      context: this.#context,
      caller: this.#namespace,
      target: spec.getChaincodeId()?.getName() ?? '',
      arguments: spec.getInput()?.getArgsList_asU8() ?? [],
    });
    return message.serializeBinary();
  }
}
