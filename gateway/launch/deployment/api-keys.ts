import {
  type IssuedApiKey,
  issueApiKey,
  type ListedApiKey,
  listApiKeys,
  type NewApiKey,
  type Pool,
  revokeApiKey,
} from '@caretrail/db';
import { type Environment, parseSettings, postgresSetting } from '@caretrail/kit/settings';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { asLogin } from './as-login.ts';
import type { OpenDeployment } from './deployment.ts';

/** The API keys that hubs of a database take. */
export interface ApiKeyRegister {
  /** Null: there are too many. */
  issue(asked: NewApiKey): Promise<IssuedApiKey | null>;
  /** All that were ever issued, the newest first. */
  list(): Promise<readonly ListedApiKey[]>;
  /** Null: there is none with this id. */
  revoke(id: string): Promise<ListedApiKey | null>;
}

/** @param asWorker - asks as the login `caretrail_worker` */
export const apiKeyRegister = (
  asWorker: <Value>(ask: (pool: Pool) => Promise<Value>) => Promise<Value>,
): ApiKeyRegister => ({
  issue: (asked) => asWorker((pool) => issueApiKey(pool, asked)),
  list: () => asWorker(listApiKeys),
  revoke: (id) => asWorker((pool) => revokeApiKey(pool, id)),
});

const SETTINGS = z.object({ DATABASE_LOGIN_URL: postgresSetting.optional() });

/** A deployment of separate processes has no home: its database is told as its worker is told it. Else the home that is there. */
export async function withApiKeys<Value>(
  open: OpenDeployment,
  env: Environment,
  use: (keys: ApiKeyRegister) => Promise<Value>,
): Promise<Value> {
  const { DATABASE_LOGIN_URL: address } = parseSettings(SETTINGS, env);
  if (address === undefined) {
    await using deployment = await open();
    return use(deployment.apiKeys);
  }
  try {
    return await use(apiKeyRegister((ask) => asLogin(address, ask)));
  } catch (error) {
    // An error of the driver names host and login.
    const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
    if (typeof code !== 'string') throw error;
    throw new StartError(
      `DATABASE_LOGIN_URL names no database that can be asked as caretrail_worker (${code}).`,
    );
  }
}
