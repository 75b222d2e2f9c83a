import type { Certificate } from '../certificate/certificate.ts';
import type { SchemaDocument } from '../record/schema.ts';

/** So many different MSPs of a list. */
export interface Quorum {
  readonly required: number;
  readonly msps: readonly string[];
}

/** What a verifier believes: a trust file that was read (docs/proof-format.md, "Trust file"). */
export interface Trust {
  /** Hash of the whole file, hex: two verdicts with the same fingerprint believed the same. */
  readonly fingerprint: string;
  /** One process holds all keys of the ledger: a proof then shows that the machinery works, nothing else. */
  readonly development: boolean;
  readonly channel: string;
  /** Header hash of block 0. */
  readonly genesis: Uint8Array;
  /** Certificate authorities by MSP id; each is trusted directly. */
  readonly authorities: ReadonlyMap<string, readonly Certificate[]>;
  /** Hashes of revoked certificates, hex. */
  readonly revoked: ReadonlySet<string>;
  readonly organizations: OrganizationDirectory;
  /** The transaction that anchors checkpoints: chaincode, and its first argument. */
  readonly anchor: { readonly chaincode: string; readonly call: string };
  /** Whose peers must have endorsed an anchor. */
  readonly endorsement: Quorum;
  /** Whose peers' receipts count. */
  readonly receipts: Quorum;
  readonly schemas: SchemaDirectory;
}

/** Which organization a certificate stands for: by its MSP, and its attribute `caretrail.org` (null: without one). */
export class OrganizationDirectory {
  readonly #ids = new Map<string, string>();

  constructor(entries: readonly { id: string; msp: string; attribute: string | null }[]) {
    for (const { id, msp, attribute } of entries) this.#ids.set(identityKey(msp, attribute), id);
  }

  find(msp: string, attribute: string | null): string | null {
    return this.#ids.get(identityKey(msp, attribute)) ?? null;
  }

  has(id: string): boolean {
    return [...this.#ids.values()].includes(id);
  }
}

/** Ids hold no slash. */
export function identityKey(msp: string, attribute: string | null): string {
  return attribute === null ? msp : `${msp}/${attribute}`;
}

/** Published schema documents. */
export class SchemaDirectory {
  readonly #documents = new Map<string, SchemaDocument>();

  constructor(documents: readonly SchemaDocument[]) {
    for (const document of documents) this.#documents.set(schemaKey(document), document);
  }

  find(type: string, schema: number): SchemaDocument | null {
    return this.#documents.get(schemaKey({ type, schema })) ?? null;
  }
}

export function schemaKey({ type, schema }: { readonly type: string; readonly schema: number }): string {
  return `${type}/${schema}`;
}
