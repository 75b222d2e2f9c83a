import { setTimeout as wait } from 'node:timers/promises';
import { type FabricEnvelope, openEnvelope } from '@caretrail/chain/ledger/fabric';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { authorize, unsatisfied } from '../msp/policy.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import { type OrderedBlock, orderBlock } from './block-writer.ts';

/** The orderer's answer to an envelope that it does not take. */
export class OrderingRefused extends Error {
  readonly status: 'FORBIDDEN' | 'BAD_REQUEST' | 'SERVICE_UNAVAILABLE';

  constructor(status: OrderingRefused['status'], info: string) {
    super(info);
    this.status = status;
  }
}

export interface OrdererOptions {
  readonly channel: string;
  readonly ledger: ChannelLedger;
  readonly identity: SigningIdentity;
  /** Milliseconds that the first envelope of a batch waits for company. */
  readonly batchTimeout: number;
  /** Validates and commits; the next block is cut when it has resolved, so batches grow with the load. */
  deliver(block: OrderedBlock): Promise<void>;
  /** A block could not be committed: the process cannot go on. */
  failed(error: unknown): void;
}

const MAX_MESSAGES = 500;
const PREFERRED_BYTES = 2 * 1024 * 1024;
const ABSOLUTE_BYTES = 10 * 1024 * 1024;
const QUEUE_LIMIT = 20_000;

/** Puts envelopes into an order, cuts them into blocks and signs these. One process, no consensus. */
export class Orderer {
  readonly #options: OrdererOptions;
  readonly #queue: Uint8Array[] = [];
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(options: OrdererOptions) {
    this.#options = options;
  }

  /** Takes an envelope; as with Raft that is no promise: a crash before the block is written loses it. */
  submit(envelope: Uint8Array): void {
    this.#admit(envelope);
    this.#queue.push(envelope);
    this.#running ??= this.#cut();
  }

  /** Orders what has been taken and stops. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #admit(bytes: Uint8Array): void {
    if (this.#stopped || this.#queue.length >= QUEUE_LIMIT)
      throw new OrderingRefused('SERVICE_UNAVAILABLE', 'the orderer takes no more messages');
    if (bytes.length > ABSOLUTE_BYTES)
      throw new OrderingRefused(
        'BAD_REQUEST',
        `message payload is ${bytes.length} bytes and exceeds maximum allowed ${ABSOLUTE_BYTES} bytes`,
      );
    const { header, payload, signature } = readEnvelope(bytes);
    if (header.channel !== this.#options.channel)
      throw new OrderingRefused('BAD_REQUEST', `channel ${header.channel} does not exist`);
    const { members } = this.#options.ledger.trust;
    if (!authorize({ creator: header.creator, message: payload, signature }, members, 'Writers'))
      throw new OrderingRefused('FORBIDDEN', `${unsatisfied('Writers')}: permission denied`);
  }

  async #cut(): Promise<void> {
    try {
      await wait(this.#options.batchTimeout);
      while (this.#queue.length > 0) {
        const { ledger, identity, deliver } = this.#options;
        const previous = { height: ledger.height, hash: ledger.hash(ledger.height - 1) };
        await deliver(orderBlock(previous, this.#batch(), identity));
      }
    } catch (error) {
      this.#stopped = true;
      this.#options.failed(error);
    } finally {
      this.#running = null;
    }
  }

  #batch(): Uint8Array[] {
    let bytes = 0;
    let count = 0;
    for (const envelope of this.#queue) {
      if (count > 0 && (count >= MAX_MESSAGES || bytes + envelope.length > PREFERRED_BYTES)) break;
      bytes += envelope.length;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }
}

function readEnvelope(bytes: Uint8Array): FabricEnvelope {
  try {
    return openEnvelope(bytes);
  } catch {
    throw new OrderingRefused('BAD_REQUEST', 'the envelope cannot be read');
  }
}
