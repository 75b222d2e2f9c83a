import { EventEmitter } from 'node:events';
import { openEnvelope, openTransaction, sameBytes } from '@caretrail/chain/ledger/fabric';
import { type ChannelTrust, METADATA, trustOfConfigBlock, verifyBlock } from '@caretrail/chain/ledger/verify';
import { common, peer } from '@hyperledger/fabric-protos';
import { blockMessage, hashOfRecord } from './block.ts';
import { BlockFile, DamagedLedger } from './block-file.ts';
import type { BlockRecord } from './block-record.ts';
import { commitHash, commitHashMetadata, commitHashOf } from './commit-hash.ts';
import { BlockUpdates } from './mvcc.ts';
import { parseReadWriteSet } from './read-write-set.ts';
import { State, type StateUpdate } from './state.ts';
import { type ValidationCode, validationCode } from './validation-code.ts';

/** A transaction's place and fate. The first one with an id counts. */
export interface TransactionPlace {
  readonly block: number;
  readonly index: number;
  readonly code: ValidationCode;
}

/** A block from the orderer with what validation found. */
export interface ValidatedBlock {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  readonly ordererSignatures: Uint8Array;
  /** One validation code per envelope. */
  readonly codes: Uint8Array;
  readonly updates: readonly StateUpdate[];
}

const VALID = peer.TxValidationCode.VALID;

/** One channel's blocks on disk, and in memory what follows from them: state, transaction places, hashes. */
export class ChannelLedger {
  readonly state = new State();
  #file: BlockFile | undefined;
  #trust: ChannelTrust | undefined;
  #hashes: Buffer[] = [];
  #commitHash: Uint8Array = new Uint8Array();
  readonly #places = new Map<string, TransactionPlace>();
  readonly #committed = new EventEmitter().setMaxListeners(0);

  private constructor() {}

  /**
   * Replays the block log. A torn end is cut with a warning; anything else that does not verify is a
   * {@link DamagedLedger} with the number of the block.
   */
  static async open(path: string, warn: (line: string) => void): Promise<ChannelLedger> {
    const ledger = new ChannelLedger();
    ledger.#file = await BlockFile.open(path, (record) => ledger.#replay(record), warn);
    return ledger;
  }

  get height(): number {
    return this.#hashes.length;
  }

  /** Trust of the channel's configuration; throws before block 0 is there. */
  get trust(): ChannelTrust {
    if (!this.#trust) throw new Error('the channel has no configuration yet');
    return this.#trust;
  }

  /** Header hash of a block; empty before the first. */
  hash(number: number): Uint8Array {
    return this.#hashes[number] ?? new Uint8Array();
  }

  numberOfHash(hash: Uint8Array): number | null {
    const number = this.#hashes.findIndex((known) => sameBytes(known, hash));
    return number < 0 ? null : number;
  }

  place(transactionId: string): TransactionPlace | null {
    return this.#places.get(transactionId) ?? null;
  }

  async block(number: number): Promise<common.Block | null> {
    const record = await this.#open.read(number);
    return record && blockMessage(record);
  }

  async envelope(place: TransactionPlace): Promise<Uint8Array | null> {
    const record = await this.#open.read(place.block);
    return record?.envelopes[place.index] ?? null;
  }

  /** Writes a block; it is on disk and visible when this resolves. */
  async commit(block: ValidatedBlock): Promise<void> {
    const hash = commitHash(block.codes, block.updates, this.#commitHash);
    const metadata = [block.ordererSignatures, new Uint8Array(), block.codes, new Uint8Array()];
    const record = {
      ...block,
      metadata: [...metadata, block.number === 0 ? new Uint8Array() : commitHashMetadata(hash)],
    };
    await this.#open.append(record);
    this.#apply(record, block.codes, block.updates, hash);
    this.#committed.emit('block', block.number);
  }

  /** Calls back after each block with its number; returns the way to stop. */
  onBlock(listener: (number: number) => void): () => void {
    this.#committed.on('block', listener);
    return () => this.#committed.off('block', listener);
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  get #open(): BlockFile {
    if (!this.#file) throw new Error('the ledger is not open');
    return this.#file;
  }

  #replay(record: BlockRecord): void {
    try {
      const message = blockMessage(record);
      const trust = this.#trust ?? trustOfConfigBlock(message);
      const expected = { number: this.height, previousHash: this.hash(this.height - 1) };
      const { filter } = verifyBlock(message, trust, expected);
      const updates = this.#updatesOf(record, filter);
      const hash = commitHash(filter, updates, this.#commitHash);
      const told = commitHashOf(record.metadata[METADATA.commitHash] ?? new Uint8Array());
      if (record.number > 0 && !sameBytes(told, hash))
        throw new Error('its effects differ from its commit hash');
      this.#apply(record, filter, updates, hash);
    } catch (error) {
      throw new DamagedLedger(this.height, error instanceof Error ? error.message : 'unreadable', error);
    }
  }

  /** Writes of the transactions that were found valid when the block was committed; they are not judged again. */
  #updatesOf(record: BlockRecord, codes: Uint8Array): readonly StateUpdate[] {
    const updates = new BlockUpdates(this.state);
    for (const [index, bytes] of record.envelopes.entries()) {
      const envelope = openEnvelope(bytes);
      if (codes[index] !== VALID || envelope.header.type !== common.HeaderType.ENDORSER_TRANSACTION) continue;
      const sets = parseReadWriteSet(openTransaction(envelope).answer.results);
      updates.add(sets, { block: record.number, transaction: index });
    }
    return updates.all();
  }

  #apply(record: BlockRecord, codes: Uint8Array, updates: readonly StateUpdate[], hash: Uint8Array): void {
    if (record.number === 0) this.#trust = trustOfConfigBlock(blockMessage(record));
    this.state.apply(updates);
    for (const [index, bytes] of record.envelopes.entries()) {
      const id = openEnvelope(bytes).header.transactionId;
      if (!this.#places.has(id))
        this.#places.set(id, { block: record.number, index, code: validationCode(codes[index]) });
    }
    this.#hashes.push(hashOfRecord(record));
    this.#commitHash = record.number === 0 ? new Uint8Array() : hash;
  }
}
