import { jcs, parseTrust, toHex, verify } from '@caretrail/proof';
import type { LedgerPlace } from '@caretrail/proof/command';
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
  #ledger: LedgerPlace | undefined;

  /** @param trust bytes of the trust file (proof format 1, section 6) */
  constructor(trust: Uint8Array) {
    this.#trust = trust;
  }

  /** The ledger that the trust file is about. */
  get ledger(): LedgerPlace {
    if (this.#ledger === undefined) {
      const { genesis, channel } = parseTrust(this.#trust);
      this.#ledger = { genesis: toHex(genesis), channel };
    }
    return this.#ledger;
  }

  isVerified(checkpoint: AnchoredCheckpoint): boolean {
    return this.#verified.has(keyOf(checkpoint));
  }

  /**
   * Verifies the anchor of a checkpoint by the proof of a version in it. Only a pass is remembered. `UNTOLD`: the proof
   * failed before it came to the ledger, so another version may still show the anchor to be genuine.
   */
  async verify(checkpoint: AnchoredCheckpoint, proof: ProofFile): Promise<'GENUINE' | 'FALSE' | 'UNTOLD'> {
    const verdict = await verify(jcs(proof), this.#trust);
    if (verdict.ok) {
      this.#remember(keyOf(checkpoint));
      return 'GENUINE';
    }
    const failed = verdict.steps.find(({ result }) => result === 'failed')?.step;
    return failed === 'ledger' || failed === 'organizations' ? 'FALSE' : 'UNTOLD';
  }

  #remember(key: string): void {
    const [oldest] = this.#verified;
    if (this.#verified.size >= REMEMBERED && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.add(key);
  }
}

/** Names an anchor: two rows that say the same of a checkpoint have the same key. */
export function keyOf({ log, size, root, transaction }: AnchoredCheckpoint): string {
  return `${log} ${size} ${Buffer.from(root).toString('hex')} ${transaction}`;
}
