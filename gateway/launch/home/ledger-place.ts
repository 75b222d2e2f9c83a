import { join } from 'node:path';
import type { Settings } from '../settings.ts';
import type { Home } from './home.ts';

/** Where a deployment finds its ledger. */
export interface LedgerPlace {
  /** File of the connection profile. */
  readonly profile: string;
  /** Folder with the submitting keys of the members that are served here. */
  readonly members: string;
}

/** A network of one's own, or the embedded ledger in the home. */
export const ledgerPlace = (home: Home, { fabric }: Pick<Settings, 'fabric'>): LedgerPlace =>
  fabric ?? { profile: join(home.ledger, 'profile.json'), members: join(home.ledger, 'keys', 'members') };
