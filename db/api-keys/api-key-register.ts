import { randomBytes } from 'node:crypto';
import type { Pool } from '../session/pool.ts';
import { digestOf, makeApiKey } from './api-key.ts';
import { MOST_KEYS } from './live-api-keys.ts';

/** What an operator may know of a key. */
export interface ListedApiKey {
  readonly id: string;
  readonly label: string;
  /** In a minute; 0 counts nothing. */
  readonly requests: number;
  readonly cost: number;
  readonly issued: Date;
  readonly expires: Date | null;
  readonly revoked: Date | null;
}

export interface NewApiKey {
  readonly label: string;
  readonly requests: number;
  readonly cost: number;
  /** Null: until it is revoked. */
  readonly expires: Date | null;
}

export interface IssuedApiKey extends ListedApiKey {
  /** Told once, here. */
  readonly key: string;
}

/**
 * A new key; null where there are as many as hubs hold in memory.
 * @param pool - connections of the worker's login
 */
export async function issueApiKey(pool: Pool, asked: NewApiKey): Promise<IssuedApiKey | null> {
  const key = makeApiKey();
  const id = randomBytes(5).toString('hex');
  const [row] = await pool<ListedApiKey[]>`
    insert into access.api_key (id, digest, label, requests, cost, expires)
    select ${id}, ${digestOf(key)}, ${asked.label}, ${asked.requests}, ${asked.cost}, ${asked.expires}
    where (select count(*) from access.api_key
      where revoked is null and (expires is null or expires > now())) < ${MOST_KEYS}
    returning id, label, requests, cost, issued, expires, revoked`;
  return row ? { ...row, key } : null;
}

/** All that were ever issued, the newest first. */
export async function listApiKeys(pool: Pool): Promise<readonly ListedApiKey[]> {
  return pool<ListedApiKey[]>`
    select id, label, requests, cost, issued, expires, revoked from access.api_key order by issued desc, id`;
}

/** Revokes a key; again changes nothing. Null: there is none with this id. */
export async function revokeApiKey(pool: Pool, id: string): Promise<ListedApiKey | null> {
  const [row] = await pool<ListedApiKey[]>`
    update access.api_key set revoked = coalesce(revoked, now()) where id = ${id}
    returning id, label, requests, cost, issued, expires, revoked`;
  return row ?? null;
}
