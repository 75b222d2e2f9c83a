import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import { type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { Invocation } from './invocation.ts';
import { chaincodeMessage, completionOf, registrationOf, Type, typeName } from './message.ts';
import type { Invoker, TransactionContext } from './transaction-context.ts';

/** The chaincode's process is not there, or went away during the call; the call may be made again. */
class ChaincodeUnavailable extends Error {}

export interface ExecutionResult {
  readonly response: FabricResponse;
  readonly event: peer.ChaincodeEvent | null;
  /** The message that ended the call. */
  readonly message: peer.ChaincodeMessage;
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
  /** What READY carries: which batched messages the peer takes (Fabric 3.1). */
  readonly readyPayload: Uint8Array;
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
  /** The transaction that last waited in vain. */
  #missed = '';
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
  async execute(
    context: TransactionContext,
    args: readonly Uint8Array[],
    invoker: Invoker,
  ): Promise<ExecutionResult> {
    const { transactionId } = context.proposal.header;
    await this.#launched(transactionId);
    const about = { transactionId, channel: context.channel.name };
    const key = runningKey(about.channel, transactionId);
    if (this.#running.has(key))
      throw new Error(`error sending: txid: ${transactionId}(${about.channel}) exists`);
    const input = new peer.ChaincodeInput();
    input.setArgsList([...args]);
    const message = chaincodeMessage(Type.TRANSACTION, input.serializeBinary(), about);
    message.setProposal(context.proposal.signed);
    const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
    const late = setTimeout(
      () => reject(new ChaincodeUnavailable('timeout expired while executing transaction')),
      EXECUTE_TIMEOUT,
    );
    this.#running.set(key, { invocation: new Invocation(this.name, context, invoker), resolve, reject });
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

  async #launched(transactionId: string): Promise<void> {
    if (this.#ready) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    // Another peer's turn after a wait in vain: the process is the same one.
    const patience = this.#missed === transactionId ? 0 : LAUNCH_TIMEOUT;
    const late = setTimeout(resolve, patience);
    this.#waiting.add(resolve);
    await promise;
    clearTimeout(late);
    this.#waiting.delete(resolve);
    if (this.#ready) return;
    this.#missed = transactionId;
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
      case Type.ERROR: {
        const reason = Buffer.from(message.getPayload_asU8()).toString('utf8');
        this.#runningOf(message)?.reject(new Error(`transaction returned with failure: ${reason}`));
        return;
      }
      default:
        void this.#answer(stream, message);
    }
  }

  #register(stream: Stream, message: peer.ChaincodeMessage): void {
    const id = registrationOf(message) ?? '';
    if (id !== this.name && !id.startsWith(`${this.name}_`)) {
      this.#options.log(`the process at ${this.#options.address} is chaincode ${id}, not ${this.name}`);
      stream.cancel();
      return;
    }
    stream.write(chaincodeMessage(Type.REGISTERED));
    stream.write(chaincodeMessage(Type.READY, this.#options.readyPayload));
    this.#ready = true;
    this.#pause = FIRST_PAUSE;
    for (const resolve of this.#waiting) resolve();
  }

  #complete(message: peer.ChaincodeMessage): void {
    const running = this.#runningOf(message);
    const response = completionOf(message);
    if (response) running?.resolve({ response, event: message.getChaincodeEvent() ?? null, message });
    else running?.reject(new Error('failed to unmarshal the response of the chaincode'));
  }

  async #answer(stream: Stream, message: peer.ChaincodeMessage): Promise<void> {
    const about = { transactionId: message.getTxid(), channel: message.getChannelId() };
    const running = this.#runningOf(message);
    if (!running) return; // of a call that has ended: no one waits for it
    try {
      stream.write(chaincodeMessage(Type.RESPONSE, await running.invocation.answer(message), about));
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
