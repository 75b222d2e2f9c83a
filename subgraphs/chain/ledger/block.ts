/** Bytes of the ledger as JSON that PostgreSQL takes: text where they are UTF-8 without NUL, else base64. */
export type LedgerBytes = { readonly text: string } | { readonly base64: string };

/** A committed block whose hashes, place in the chain and orderer signatures have been verified. */
export interface LedgerBlock {
  readonly channel: string;
  readonly number: number;
  /** Header hash (SHA-256 of its DER form); the next block names it. */
  readonly hash: Uint8Array;
  /** Empty for block 0. */
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  /** MSPs of the orderers that signed; block 0 has none. */
  readonly signers: readonly string[];
  /** Every transaction of the block, those found invalid included, in their order. */
  readonly transactions: readonly LedgerTransaction[];
}

export interface LedgerTransaction {
  readonly index: number;
  /** Hex transaction id; empty for a configuration transaction without one. */
  readonly id: string;
  readonly type: 'CONFIG' | 'ENDORSER_TRANSACTION' | 'OTHER';
  /** `YYYY-MM-DDTHH:MM:SS.mmmZ`: a claim of the client that no one checks. */
  readonly time: string | null;
  /** Fabric's validation code: 0 is VALID. Only such a transaction changed the state. */
  readonly code: number;
  /** Its name, such as `VALID` or `MVCC_READ_CONFLICT`. */
  readonly validation: string;
  readonly creator: LedgerCreator;
  /** Null unless the transaction calls a chaincode. */
  readonly call: LedgerCall | null;
}

export interface LedgerCreator {
  readonly msp: string;
  /** PEM. */
  readonly certificate: string;
  /** The member's slug from the certificate's attribute `caretrail.org`, if it has one. */
  readonly attribute: string | null;
}

export interface LedgerCall {
  readonly chaincode: string;
  /** `anchor` of `anchor:submit`; empty for a chaincode without contract classes. */
  readonly contract: string;
  readonly function: string;
  /** Without the function's name. */
  readonly arguments: readonly LedgerBytes[];
  /** MSPs whose endorsement signature is on the transaction. */
  readonly endorsers: readonly string[];
  readonly readWriteSet: readonly LedgerNamespace[];
  readonly event: { readonly name: string; readonly payload: LedgerBytes } | null;
  readonly response: { readonly status: number; readonly message: string; readonly payload: LedgerBytes };
}

export interface LedgerNamespace {
  readonly namespace: string;
  readonly reads: readonly { readonly key: LedgerBytes; readonly version: LedgerVersion | null }[];
  readonly writes: readonly {
    readonly key: LedgerBytes;
    readonly delete: boolean;
    readonly value: LedgerBytes;
  }[];
}

/** Where a value was written. */
export interface LedgerVersion {
  readonly block: number;
  readonly transaction: number;
}
