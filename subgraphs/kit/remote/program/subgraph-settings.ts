import { z } from 'zod';
import {
  fileSetting,
  keySetting,
  LISTENER_SETTINGS,
  portSetting,
  postgresSetting,
} from '../../settings/common.ts';

/** Settings of every subgraph's program. */
export const SUBGRAPH_SETTINGS = z.object({
  ...LISTENER_SETTINGS,
  PORT: portSetting,
  /** The subgraph's own login of the database, with its password. */
  DATABASE_LOGIN_URL: postgresSetting,
  DATABASE_CONNECTIONS: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(2, 'must be at least 2')
    .max(1000, 'must be at most 1000')
    .default(10),
  /** File or http(s) address of the JWK Set that hubs' contexts are checked with. */
  CONTEXT_KEYS: z.string().min(1, 'must be a file or an address'),
  /** The deployment's key of page cursors. */
  CURSOR_KEY: keySetting,
  /** The deployment's trust file. */
  TRUST_FILE: fileSetting,
});
export type SubgraphSettings = z.infer<typeof SUBGRAPH_SETTINGS>;
