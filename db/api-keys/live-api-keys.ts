import type { Pool } from '../session/pool.ts';

/** Keys that a hub holds in memory: more are not issued. */
export const MOST_KEYS = 10_000;

/** A key that counts at this moment. */
export interface LiveApiKey {
  readonly id: string;
  /** SHA-256 of the key, in hex. */
  readonly digest: string;
  /** In a minute; 0 counts nothing. */
  readonly requests: number;
  readonly cost: number;
}

/**
 * All keys that are neither revoked nor expired, by the database's clock.
 * @param pool - connections of the hub's login
 */
export async function liveApiKeys(pool: Pool): Promise<readonly LiveApiKey[]> {
  return pool<LiveApiKey[]>`
    select id, encode(digest, 'hex') as digest, requests, cost from access.api_key
    where revoked is null and (expires is null or expires > now()) limit ${MOST_KEYS}`;
}
