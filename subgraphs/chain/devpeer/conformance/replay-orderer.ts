import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { admit } from '../orderer/admission.ts';
import { type Ordering, OrderingRefused } from '../orderer/ordering.ts';
import { BATCH_SIZE } from '../setup/network-plan.ts';

/** Takes envelopes as an orderer does, and leaves the cutting to the recording. */
export class ReplayOrderer implements Ordering {
  readonly consensus: Ordering['consensus'];
  readonly msp = 'OrdererMSP';
  readonly addresses: readonly string[];
  readonly #ledger: ChannelLedger;
  #pending: Uint8Array[] = [];

  constructor(ledger: ChannelLedger, consensus: Ordering['consensus']) {
    this.#ledger = ledger;
    this.consensus = consensus;
    this.addresses = Array.from(
      { length: consensus === 'BFT' ? 4 : 1 },
      (_, index) => `127.0.0.1:${7050 + index}`,
    );
  }

  submit(envelope: Uint8Array): void {
    const { absoluteMaxBytes } = BATCH_SIZE;
    const { header } = admit(envelope, { channel: 'care', absoluteMaxBytes, ledger: this.#ledger });
    if (this.consensus === 'BFT') {
      const refuse = (reason: string) =>
        new OrderingRefused('SERVICE_UNAVAILABLE', `failed to submit request: request ${reason}`);
      if (this.#ledger.place(header.transactionId)) throw refuse('already processed');
      const waiting = this.#pending.some(
        (one) => openEnvelope(one).header.transactionId === header.transactionId,
      );
      if (waiting) throw refuse('already exists');
    }
    this.#pending.push(envelope);
  }

  /** What was taken since the last call. */
  take(): Uint8Array[] {
    const pending = this.#pending;
    this.#pending = [];
    return pending;
  }
}
