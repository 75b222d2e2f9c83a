import type { LedgerBlock } from './block.ts';
import type { LedgerProfile } from './profile.ts';

/** An endorsed and signed transaction. Store `envelope` before it is sent; the same bytes may be sent again at any time. */
export interface PreparedTransaction {
  /** Hex, 64 digits. */
  readonly transactionId: string;
  /** Serialized `common.Envelope` with the submitter's signature. */
  readonly envelope: Uint8Array;
  /** What the contract answered in simulation. */
  readonly result: Uint8Array;
}

/**
 * What the ledger knows about a transaction. `UNKNOWN`: not in a block before the deadline; it may still come.
 * `INVALID` is final: the transaction is in a block and changed nothing; `validation` names why.
 */
export type TransactionStatus =
  | { readonly state: 'VALID'; readonly code: 0; readonly validation: 'VALID' }
  | { readonly state: 'INVALID'; readonly code: number; readonly validation: string }
  | { readonly state: 'UNKNOWN' };

/** A peer's signed answer to `qscc GetTransactionByID`; members as in a proof file, as bytes. */
export interface Receipt {
  readonly msp: string;
  /** Serialized `protos.Proposal` that asked. */
  readonly proposal: Uint8Array;
  /** Serialized `protos.ProposalResponsePayload`. */
  readonly payload: Uint8Array;
  /** Serialized `msp.SerializedIdentity`. */
  readonly endorser: Uint8Array;
  /** ECDSA P-256, DER, low S, over payload ‖ endorser. */
  readonly signature: Uint8Array;
}

/** Where to begin reading blocks. */
export interface BlockPosition {
  /** Number of the first block to deliver. */
  readonly from: number;
  /** Hash of the block before it, if known: a chain that does not continue it is refused. */
  readonly previousHash?: Uint8Array;
  /** Ends the iteration quietly. */
  readonly signal: AbortSignal;
}

/** Who signs: a service identity of a member, never a person. */
export interface LedgerIdentity {
  readonly msp: string;
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8 PEM of a P-256 key. */
  readonly privateKey: string;
}

/**
 * The port to a Fabric network for one identity on one channel. Every call has a deadline; all errors are
 * {@link LedgerError}.
 */
export interface Ledger {
  readonly profile: LedgerProfile;
  readonly identity: LedgerIdentity;
  /** Has the network's peers endorse a call such as `anchor:submit`, and signs the result; nothing is submitted yet. */
  prepare(name: string, args: readonly (string | Uint8Array)[]): Promise<PreparedTransaction>;
  /**
   * Hands an envelope to the orderer. Neither success nor an error decides the outcome: only {@link Ledger.status} and
   * {@link Ledger.lookUp} do.
   */
  send(prepared: Pick<PreparedTransaction, 'transactionId' | 'envelope'>): Promise<void>;
  /** Waits until the transaction is in a block, at most `within` milliseconds. */
  status(transactionId: string, within: number): Promise<TransactionStatus>;
  /** Looks whether the transaction is in a block (`qscc GetTransactionByID`), without waiting for one. */
  lookUp(transactionId: string): Promise<TransactionStatus>;
  /** Asks the contract without a transaction. */
  evaluate(name: string, args: readonly (string | Uint8Array)[]): Promise<Uint8Array>;
  /** Blocks of the peer's chain; one word of one peer, for gauges and not for proofs. Waits so many milliseconds. */
  height(within: number): Promise<number>;
  /** Verified blocks in order, waiting for those to come; survives restarts of the peer. */
  blocks(position: BlockPosition): AsyncIterable<LedgerBlock>;
  /** Signed testimony that the transaction is VALID, one receipt per MSP of `profile.receipts`, ascending by MSP id. */
  receipts(transactionId: string): Promise<readonly Receipt[]>;
  /** Ends all calls and streams. */
  close(): void;
}
