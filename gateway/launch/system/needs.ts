import type { Database } from '@caretrail/db/server';
import type { Home } from '../home/home.ts';
import type { LedgerPlace } from '../home/ledger-place.ts';
import type { Secrets } from '../home/secrets.ts';
import type { Settings } from '../settings.ts';

/** What hub and worker are told, once database and ledger are up. */
export interface Needs {
  readonly settings: Settings;
  readonly home: Home;
  readonly secrets: Secrets;
  /** The hub's. */
  readonly port: number;
  readonly ledger: LedgerPlace;
  readonly address: Database['address'];
}
