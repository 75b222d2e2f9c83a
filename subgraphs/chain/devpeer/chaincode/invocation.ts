import { peer } from '@hyperledger/fabric-protos';
import type { Simulator } from '../ledger/simulator.ts';
import { Type, typeName } from './message.ts';
import { Queries } from './queries.ts';

const NOTHING = new Uint8Array();

/** Answers what a chaincode asks while it runs one transaction. */
export class Invocation {
  readonly #namespace: string;
  readonly #simulator: Simulator;
  readonly #queries: Queries;

  constructor(namespace: string, simulator: Simulator) {
    this.#namespace = namespace;
    this.#simulator = simulator;
    this.#queries = new Queries(namespace);
  }

  /** The payload of the answer; what is thrown becomes the answer's error text. */
  answer(message: peer.ChaincodeMessage): Uint8Array {
    const payload = message.getPayload_asU8();
    switch (message.getType()) {
      case Type.GET_STATE: {
        const request = peer.GetState.deserializeBinary(payload);
        refuseCollection(request.getCollection());
        return this.#simulator.get(this.#namespace, request.getKey()) ?? NOTHING;
      }
      case Type.PUT_STATE: {
        const request = peer.PutState.deserializeBinary(payload);
        refuseCollection(request.getCollection());
        return this.#write(request.getKey(), request.getValue_asU8());
      }
      case Type.DEL_STATE: {
        const request = peer.DelState.deserializeBinary(payload);
        refuseCollection(request.getCollection());
        return this.#write(request.getKey(), null);
      }
      case Type.GET_STATE_BY_RANGE:
        return this.#range(peer.GetStateByRange.deserializeBinary(payload));
      case Type.QUERY_STATE_NEXT:
        return this.#queries.next(peer.QueryStateNext.deserializeBinary(payload).getId());
      case Type.QUERY_STATE_CLOSE:
        return this.#queries.close(peer.QueryStateClose.deserializeBinary(payload).getId());
      case Type.GET_QUERY_RESULT:
        throw new Error('ExecuteQuery not supported for leveldb'); // Fabric's words for a peer without CouchDB
      default:
        throw new Error(`the development ledger does not support ${typeName(message)}`);
    }
  }

  #write(key: string, value: Uint8Array | null): Uint8Array {
    this.#simulator.write(this.#namespace, key, value);
    return NOTHING;
  }

  #range(request: peer.GetStateByRange): Uint8Array {
    refuseCollection(request.getCollection());
    const metadata = peer.QueryMetadata.deserializeBinary(request.getMetadata_asU8());
    const start = metadata.getBookmark() || request.getStartkey();
    const paginated = metadata.getPagesize() > 0;
    const cursor = this.#simulator.range(this.#namespace, start, request.getEndkey(), paginated);
    return paginated ? this.#queries.page(cursor, metadata.getPagesize()) : this.#queries.start(cursor);
  }
}

function refuseCollection(name: string): void {
  if (name !== '') throw new Error(`the development ledger has no collection ${name}`);
}
