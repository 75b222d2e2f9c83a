import { SUBGRAPH_SETTINGS } from '@caretrail/kit/remote';
import { fileSetting } from '@caretrail/kit/settings';

export const CHAIN_SETTINGS = SUBGRAPH_SETTINGS.extend({
  /** File of the ledger's connection profile. */
  LEDGER_PROFILE: fileSetting,
});
