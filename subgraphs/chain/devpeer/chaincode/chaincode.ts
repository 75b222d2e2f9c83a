import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import { type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import type { Simulator } from '../ledger/simulator.ts';
import { Invocation } from './invocation.ts';
import { chaincodeMessage, Type, typeName } from './message.ts';

/** The chaincode's process is not there, or went away during the call; the call may be made again. */
class ChaincodeUnavailable extends Error {}

export interface Execution {
  readonly transactionId: string;
  readonly channel: string;
  readonly arguments: readonly Uint8Array[];
  readonly proposal: peer.SignedProposal;
  readonly simulator: Simulator;
}

export interface ExecutionResult {
  readonly response: FabricResponse;
  readonly event: peer.ChaincodeEvent | null;
}

interface Running {
  readonly invocation: Invocation;
  resolve(result: ExecutionResult): void;
  reject(error: Error): void;
}

export interface ChaincodeOptions {
  /** Name in the channel, which is also its namespace. */
  readonly name: string;
  /** Where the chaincode's server listens, `host:port`. */
  readonly address: string;
  readonly log: (line: string) => void;
}

type Stream = ClientDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>;

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;
/** How long a call waits for a chaincode that is being started again. */
const LAUNCH_TIMEOUT = 5_000;
const EXECUTE_TIMEOUT = 30_000;

/**
 * The connection to a chaincode that runs as a service: the peer dials `protos.Chaincode/Connect`, and goes on dialling
 * when the process ends. Many transactions share one stream; each has one question open at a time.
 */
export class Chaincode {
  readonly name: string;
  readonly #options: ChaincodeOptions;
  readonly #client: peer.ChaincodeClient;
  readonly #running = new Map<string, Running>();
  readonly #waiting = new Set<() => void>();
  #stream: Stream | null = null;
  #ready = false;
  #pause = FIRST_PAUSE;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ChaincodeOptions) {
    this.name = options.name;
    this.#options = options;
    this.#client = new peer.ChaincodeClient(options.address, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.initial_reconnect_backoff_ms': FIRST_PAUSE,
      'grpc.max_reconnect_backoff_ms': LONGEST_PAUSE,
    });
    this.#dial();
  }

  /** Runs one call; rejects with `ChaincodeUnavailable`, or with the text of a failure inside the chaincode's shim. */
  async execute(execution: Execution): Promise<ExecutionResult> {
    await this.#launched();
    const { transactionId, channel } = execution;
    const key = runningKey(channel, transactionId);
    if (this.#running.has(key)) throw new Error(`error sending: txid: ${transactionId}(${channel}) exists`);
    const input = new peer.ChaincodeInput();
    input.setArgsList([...execution.arguments]);
    const message = chaincodeMessage(Type.TRANSACTION, input.serializeBinary(), execution);
    message.setProposal(execution.proposal);
    const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
    const late = setTimeout(
      () => reject(new ChaincodeUnavailable('timeout expired while executing transaction')),
      EXECUTE_TIMEOUT,
    );
    this.#running.set(key, { invocation: new Invocation(this.name, execution.simulator), resolve, reject });
    this.#stream?.write(message);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      this.#running.delete(key);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#stream?.cancel();
    this.#client.close();
  }

  async #launched(): Promise<void> {
    if (this.#ready) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = setTimeout(resolve, LAUNCH_TIMEOUT);
    this.#waiting.add(resolve);
    await promise;
    clearTimeout(late);
    this.#waiting.delete(resolve);
    if (!this.#ready)
      throw new ChaincodeUnavailable(
        `could not launch chaincode ${this.name}: connection to ${this.name} failed: error cannot create connection to ${this.#options.address}`,
      );
  }

  #dial(): void {
    const stream = this.#client.connect();
    this.#stream = stream;
    stream.on('data', (message: peer.ChaincodeMessage) => this.#receive(stream, message));
    stream.on('error', (error) => this.#ended(stream, error.message));
    stream.on('end', () => this.#ended(stream, 'the chaincode closed the stream'));
  }

  #ended(stream: Stream, reason: string): void {
    if (this.#stream !== stream) return;
    this.#stream = null;
    if (this.#ready) this.#options.log(`chaincode ${this.name} is gone: ${reason}`);
    this.#ready = false;
    const lost = new ChaincodeUnavailable(`chaincode stream terminated: ${reason}`);
    for (const running of this.#running.values()) running.reject(lost);
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#dial(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #receive(stream: Stream, message: peer.ChaincodeMessage): void {
    switch (message.getType()) {
      case Type.REGISTER:
        this.#register(stream, message);
        return;
      case Type.KEEPALIVE:
        stream.write(message);
        return;
      case Type.COMPLETED:
        this.#complete(message);
        return;
      case Type.ERROR:
        this.#runningOf(message)?.reject(new Error(Buffer.from(message.getPayload_asU8()).toString('utf8')));
        return;
      default:
        this.#answer(stream, message);
    }
  }

  #register(stream: Stream, message: peer.ChaincodeMessage): void {
    const id = peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName();
    if (id !== this.name && !id.startsWith(`${this.name}_`)) {
      this.#options.log(`the process at ${this.#options.address} is chaincode ${id}, not ${this.name}`);
      stream.cancel();
      return;
    }
    stream.write(chaincodeMessage(Type.REGISTERED));
    stream.write(chaincodeMessage(Type.READY));
    this.#ready = true;
    this.#pause = FIRST_PAUSE;
    for (const resolve of this.#waiting) resolve();
  }

  #complete(message: peer.ChaincodeMessage): void {
    const response = peer.Response.deserializeBinary(message.getPayload_asU8());
    this.#runningOf(message)?.resolve({
      response: {
        status: response.getStatus(),
        message: response.getMessage(),
        payload: response.getPayload_asU8(),
      },
      event: message.getChaincodeEvent() ?? null,
    });
  }

  #answer(stream: Stream, message: peer.ChaincodeMessage): void {
    const about = { transactionId: message.getTxid(), channel: message.getChannelId() };
    const running = this.#runningOf(message);
    if (!running) return; // of a call that has ended: no one waits for it
    try {
      stream.write(chaincodeMessage(Type.RESPONSE, running.invocation.answer(message), about));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed';
      const text = `${typeName(message)} failed: transaction ID: ${about.transactionId}: ${reason}`;
      stream.write(chaincodeMessage(Type.ERROR, Buffer.from(text), about));
    }
  }

  #runningOf(message: peer.ChaincodeMessage): Running | undefined {
    return this.#running.get(runningKey(message.getChannelId(), message.getTxid()));
  }
}

const runningKey = (channel: string, transactionId: string): string => `${channel}/${transactionId}`;
