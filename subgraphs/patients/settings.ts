import { SUBGRAPH_SETTINGS } from '@caretrail/kit/remote';
import { keySetting } from '@caretrail/kit/settings';

export const PATIENTS_SETTINGS = SUBGRAPH_SETTINGS.extend({
  /** The deployment's key, from which each member's pseudonym key is derived. */
  PSEUDONYM_KEY: keySetting,
});
