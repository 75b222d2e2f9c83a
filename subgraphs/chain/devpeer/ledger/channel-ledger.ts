import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { openEnvelope, sameBytes } from '@caretrail/chain/ledger/fabric';
import { type ChannelTrust, METADATA, trustOfConfigBlock, verifyBlock } from '@caretrail/chain/ledger/verify';
import type { common } from '@hyperledger/fabric-protos';
import { PolicyManager } from '../msp/policy-manager.ts';
import {
  type AppliedTransaction,
  appliedTransactions,
  type BlockEffects,
  blockEffects,
} from './block-effects.ts';
import { blockMessage, hashOfRecord } from './blocks/block.ts';
import { BlockFile, DamagedLedger } from './blocks/block-file.ts';
import type { BlockRecord } from './blocks/block-record.ts';
import { commitHash, commitHashMetadata, commitHashOf } from './commit-hash.ts';
import { History } from './history.ts';
import { committed } from './lifecycle/definition.ts';
import { Expiry } from './private/expiry.ts';
import { PrivateStore } from './private/private-store.ts';
import { TransientStore } from './private/transient-store.ts';
import type { PrivateSet } from './rwset/private-set.ts';
import { State } from './state/state.ts';
import { TransactionIndex, type TransactionPlace } from './transaction-index.ts';

/** A block from the orderer with what validation found. */
export interface ValidatedBlock {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  readonly ordererSignatures: Uint8Array;
  /** One validation code per envelope. */
  readonly codes: Uint8Array;
}

/** What a channel's configuration says. */
interface Configuration {
  readonly trust: ChannelTrust;
  readonly policies: PolicyManager;
}

/** One channel's blocks on disk, and in memory what follows from them: state, history, transaction places, hashes. */
export class ChannelLedger {
  readonly state = new State();
  readonly history = new History();
  readonly #transactions = new TransactionIndex();
  readonly #expiry = new Expiry();
  #files: { blocks: BlockFile; values: PrivateStore; transient: TransientStore } | undefined;
  #configuration: Configuration | undefined;
  readonly #hashes: Buffer[] = [];
  readonly #numbers = new Map<string, number>();
  #commitHash: Uint8Array = new Uint8Array();
  readonly #committed = new EventEmitter().setMaxListeners(0);

  private constructor() {}

  /**
   * Replays the block log of a folder. A torn end is cut with a warning; anything else that does not verify is a
   * {@link DamagedLedger} with the number of the block.
   */
  static async open(folder: string, warn: (line: string) => void): Promise<ChannelLedger> {
    const ledger = new ChannelLedger();
    const values = await PrivateStore.open(join(folder, 'private-values'), warn);
    const removals: BlockEffects['removals'][number][] = [];
    const visit = (record: BlockRecord) => {
      removals.push(...ledger.#replay(record, values.block(record.number)));
    };
    const blocks = await BlockFile.open(join(folder, 'blocks'), visit, warn).catch(async (error: unknown) => {
      await values.close();
      throw error;
    });
    const transient = await TransientStore.open(join(folder, 'transient-values'), blocks.height, warn);
    ledger.#files = { blocks, values, transient };
    await values.cutTo(blocks.height);
    await values.remove(removals);
    await transient.remove(ledger.#transactions.ids(), blocks.height);
    return ledger;
  }

  get height(): number {
    return this.#hashes.length;
  }

  /** Trust of the channel's configuration; throws before block 0 is there. */
  get trust(): ChannelTrust {
    return this.#configured.trust;
  }

  get policies(): PolicyManager {
    return this.#configured.policies;
  }

  get members(): ChannelTrust['members'] {
    return this.trust.members;
  }

  /** Header hash of a block; empty before the first. */
  hash(number: number): Uint8Array {
    return this.#hashes[number] ?? new Uint8Array();
  }

  numberOfHash(hash: Uint8Array): number | null {
    return this.#numbers.get(Buffer.from(hash).toString('hex')) ?? null;
  }

  place(transactionId: string): TransactionPlace | null {
    return this.#transactions.place(transactionId);
  }

  /** Values of private data that were written with a block, by transaction. */
  privateSets(block: number): ReadonlyMap<number, readonly PrivateSet[]> {
    return this.#open.values.block(block);
  }

  /** Values of a transaction that was endorsed and is not committed yet. */
  get transient(): TransientStore {
    return this.#open.transient;
  }

  async block(number: number): Promise<common.Block | null> {
    const record = await this.#open.blocks.read(number);
    return record && blockMessage(record);
  }

  async envelope(place: Pick<TransactionPlace, 'block' | 'index'>): Promise<Uint8Array | null> {
    const record = await this.#open.blocks.read(place.block);
    return record?.envelopes[place.index] ?? null;
  }

  /** Writes a block; it and the private values at hand are on disk and visible when this resolves. */
  async commit(block: ValidatedBlock): Promise<void> {
    const { blocks, values, transient } = this.#open;
    const envelopes = block.envelopes.map(openEnvelope);
    const applied = appliedTransactions(block.number, envelopes, block.codes);
    const found = new Map(
      applied.flatMap(({ version }): [number, readonly PrivateSet[]][] => {
        const id = envelopes[version.transaction]?.header.transactionId ?? '';
        const sets = transient.get(id);
        return sets.length > 0 ? [[version.transaction, sets]] : [];
      }),
    );
    const effects = blockEffects(block.number, applied, found, { state: this.state, expiry: this.#expiry });
    const hash = commitHash(block.codes, effects.updates.all(), this.#commitHash);
    const record = {
      ...block,
      metadata: [
        block.ordererSignatures,
        new Uint8Array(),
        block.codes,
        new Uint8Array(),
        block.number === 0 ? new Uint8Array() : commitHashMetadata(hash),
      ],
    };
    await values.append(block.number, found);
    await blocks.append(record);
    this.#apply(record, block.codes, effects, found, hash);
    await values.remove(effects.removals);
    const ids = envelopes.map(({ header }) => header.transactionId);
    await transient.remove(ids, this.height, effects.removals.length > 0);
    this.#committed.emit('block', block.number);
  }

  /** Calls back after each block with its number; returns the way to stop. */
  onBlock(listener: (number: number) => void): () => void {
    this.#committed.on('block', listener);
    return () => this.#committed.off('block', listener);
  }

  async close(): Promise<void> {
    await this.#files?.blocks.close();
    await this.#files?.values.close();
    await this.#files?.transient.close();
  }

  get #open() {
    if (!this.#files) throw new Error('the ledger is not open');
    return this.#files;
  }

  get #configured(): Configuration {
    if (!this.#configuration) throw new Error('the channel has no configuration yet');
    return this.#configuration;
  }

  /** Applies a block of the log; validation codes are believed where the commit hash agrees. */
  #replay(record: BlockRecord, found: ReadonlyMap<number, readonly PrivateSet[]>): BlockEffects['removals'] {
    try {
      const message = blockMessage(record);
      const trust = this.#configuration?.trust ?? trustOfConfigBlock(message);
      const expected = { number: this.height, previousHash: this.hash(this.height - 1) };
      const { filter } = verifyBlock(message, trust, expected);
      const applied = appliedTransactions(record.number, record.envelopes.map(openEnvelope), filter);
      const effects = blockEffects(record.number, applied, found, {
        state: this.state,
        expiry: this.#expiry,
      });
      const hash = commitHash(filter, effects.updates.all(), this.#commitHash);
      const told = commitHashOf(record.metadata[METADATA.commitHash] ?? new Uint8Array());
      if (record.number > 0 && !sameBytes(told, hash))
        throw new Error('its effects differ from its commit hash');
      this.#apply(record, filter, effects, found, hash);
      return effects.removals;
    } catch (error) {
      throw new DamagedLedger(this.height, error instanceof Error ? error.message : 'unreadable', error);
    }
  }

  #apply(
    record: BlockRecord,
    codes: Uint8Array,
    { updates, applied }: BlockEffects,
    found: ReadonlyMap<number, readonly PrivateSet[]>,
    hash: Uint8Array,
  ): void {
    if (record.number === 0) {
      const message = blockMessage(record);
      this.#configuration = { trust: trustOfConfigBlock(message), policies: PolicyManager.ofBlock(message) };
    }
    this.#note(applied, found);
    this.state.apply([...updates.all(), ...updates.private()]);
    this.#expiry.forget(record.number);
    this.#transactions.add(record, codes);
    const own = hashOfRecord(record);
    this.#numbers.set(own.toString('hex'), record.number);
    this.#hashes.push(own);
    this.#commitHash = record.number === 0 ? new Uint8Array() : hash;
  }

  #note(applied: readonly AppliedTransaction[], found: ReadonlyMap<number, readonly PrivateSet[]>): void {
    const reader = committed(this.state);
    for (const { sets, version } of applied) {
      this.history.add(sets, version);
      this.#expiry.note(sets, version, reader, found.get(version.transaction) ?? []);
    }
  }
}
