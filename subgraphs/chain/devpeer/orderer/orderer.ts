import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import { admit } from './admission.ts';
import { type BatchSize, BlockCutter } from './block-cutter.ts';
import { type OrderedBlock, orderBlock } from './block-writer.ts';
import { type Ordering, OrderingRefused } from './ordering.ts';

export interface OrdererOptions {
  readonly channel: string;
  readonly ledger: ChannelLedger;
  /** One orderer, or all of a BFT cluster in the order of their numbers. */
  readonly identities: readonly SigningIdentity[];
  readonly consensus: Ordering['consensus'];
  readonly batchSize: BatchSize;
  /** Milliseconds that the first envelope of a batch waits for company. */
  readonly batchTimeout: number;
  /** Validates and commits; the next block is written when it has resolved, so batches grow with the load. */
  deliver(block: OrderedBlock): Promise<void>;
  /** A block could not be committed: the process cannot go on. */
  failed(error: unknown): void;
}

const QUEUE_LIMIT = 20_000;

/** Puts envelopes into an order, cuts them into blocks and signs these. One process, no consensus. */
export class Orderer implements Ordering {
  readonly consensus: Ordering['consensus'];
  readonly msp: string;
  readonly addresses: readonly string[];
  readonly #options: OrdererOptions;
  readonly #cutter: BlockCutter;
  readonly #batches: Uint8Array[][] = [];
  /** Ids by envelope of what is under way: a BFT orderer takes nothing twice. */
  readonly #underway = new Map<string, Uint8Array>();
  #queued = 0;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(options: OrdererOptions) {
    this.#options = options;
    this.#cutter = new BlockCutter(options.batchSize);
    this.consensus = options.consensus;
    this.msp = options.identities[0]?.msp ?? '';
    this.addresses = options.identities.map((_, index) => `127.0.0.1:${7050 + index}`);
  }

  /** Takes an envelope; as with Raft that is no promise: a crash before the block is written loses it. */
  submit(envelope: Uint8Array): void {
    const { channel, ledger, batchSize } = this.#options;
    if (this.#stopped || this.#queued >= QUEUE_LIMIT)
      throw new OrderingRefused('SERVICE_UNAVAILABLE', 'the orderer takes no more messages');
    const { absoluteMaxBytes } = batchSize;
    const { header } = admit(envelope, { channel, absoluteMaxBytes, ledger });
    if (this.consensus === 'BFT') this.#takeOnce(header.transactionId, envelope);
    this.#queued += 1;
    this.#batches.push(...this.#cutter.ordered(envelope));
    this.#running ??= this.#write();
  }

  /** Orders what has been taken and stops. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Of a request that is under way the gateway makes a success; one that is through is refused. */
  #takeOnce(id: string, envelope: Uint8Array): void {
    if (this.#underway.has(id))
      throw new OrderingRefused('SERVICE_UNAVAILABLE', 'failed to submit request: request already exists');
    if (this.#options.ledger.place(id))
      throw new OrderingRefused('SERVICE_UNAVAILABLE', 'failed to submit request: request already processed');
    this.#underway.set(id, envelope);
  }

  async #write(): Promise<void> {
    const { ledger, identities, consensus, batchTimeout, deliver, failed } = this.#options;
    try {
      // Full blocks do not wait; what gathers while one is written goes into the next.
      if (this.#batches.length === 0) await wait(batchTimeout);
      while (this.#batches.length > 0 || this.#cutter.pending > 0) {
        const batch = this.#batches.shift() ?? this.#cutter.cut();
        const previous = { height: ledger.height, hash: ledger.hash(ledger.height - 1) };
        await deliver(orderBlock(previous, batch, { identities, consensus }));
        this.#queued -= batch.length;
        for (const [id, envelope] of this.#underway) if (batch.includes(envelope)) this.#underway.delete(id);
      }
    } catch (error) {
      this.#stopped = true;
      failed(error);
    } finally {
      this.#running = null;
    }
  }
}
