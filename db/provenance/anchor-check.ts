import { jcs, verify } from '@caretrail/proof';
import type { ProofFile } from './proof-file.ts';
import type { AnchoredCheckpoint } from './stored-version.ts';

/** Anchors remembered as verified; beyond it the oldest is forgotten and verified again when met. */
const REMEMBERED = 10_000;

/**
 * Whether the ledger really holds a checkpoint that the database calls anchored: the receipts are verified
 * under a trust file, as a stranger would, once for each anchor. Rows alone, however consistent, convince no one.
 */
export class AnchorCheck {
  readonly #trust: Uint8Array;
  readonly #verified = new Set<string>();

  /** @param trust bytes of the trust file (proof format 1, section 6) */
  constructor(trust: Uint8Array) {
    this.#trust = trust;
  }

  isVerified(checkpoint: AnchoredCheckpoint): boolean {
    return this.#verified.has(keyOf(checkpoint));
  }

  /** Verifies the anchor of a checkpoint by a proof of any version in it; only a pass is remembered. */
  async verify(checkpoint: AnchoredCheckpoint, proof: ProofFile): Promise<boolean> {
    const verdict = await verify(jcs(proof), this.#trust);
    if (verdict.ok) this.#remember(keyOf(checkpoint));
    return verdict.ok;
  }

  #remember(key: string): void {
    const [oldest] = this.#verified;
    if (this.#verified.size >= REMEMBERED && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.add(key);
  }
}

function keyOf({ log, size, root, transaction }: AnchoredCheckpoint): string {
  return `${log} ${size} ${Buffer.from(root).toString('hex')} ${transaction}`;
}
