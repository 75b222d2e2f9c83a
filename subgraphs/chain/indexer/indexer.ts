import type { Pool } from '@caretrail/db/provenance';
import type { Ledger } from '../ledger/index.ts';
import { indexPosition, type OrganizationOf, storeBlock } from './store-block.ts';

/** What indexing a channel needs. */
export interface IndexerOptions {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  /** Called after each stored block. */
  readonly onBlock?: (number: number) => void;
}

/**
 * Follows the channel into PostgreSQL until the signal, from where the last one stopped. The ledger port verifies data
 * hash, header chain and orderer signatures on the way, beginning with the hash stored last.
 * @throws LedgerError, LedgerDiffers
 */
export async function indexBlocks({ pool, ledger, signal, onBlock }: IndexerOptions): Promise<void> {
  const { next, lastHash } = await indexPosition(pool, ledger.profile.channel);
  const position = { from: next, signal, ...(lastHash ? { previousHash: lastHash } : {}) };
  const organizationOf = organizationsOf(ledger);
  for await (const block of ledger.blocks(position)) {
    await storeBlock(pool, block, organizationOf);
    onBlock?.(block.number);
    if (signal.aborted) return;
  }
}

function organizationsOf({ profile }: Ledger): OrganizationOf {
  const slugs = new Map(
    profile.organizations.map(({ id, msp, attribute }) => [`${msp} ${attribute ?? ''}`, id]),
  );
  return ({ msp, attribute }) => slugs.get(`${msp} ${attribute ?? ''}`) ?? null;
}
