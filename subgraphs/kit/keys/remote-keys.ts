import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { fetchKeys } from './fetch-keys.ts';

/** No keys are known: whose signature is to be checked cannot be said. Our trouble, not the sender's. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly code = 'UNAVAILABLE';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : 'it does not answer';
    super(`The server of the JWK Set gives no keys: ${reason}`, { cause });
  }
}

export interface RemoteKeysOptions {
  /** Milliseconds the server may take (3,000). */
  readonly deadline?: number;
  /** Milliseconds after which the set is fetched again: so long a key that was taken out counts (60,000). */
  readonly fresh?: number;
  /** Least milliseconds between two fetches, whoever asks for keys that are not there (5,000). */
  readonly pause?: number;
  /** Milliseconds that keys count while their server is away (24 hours). */
  readonly keep?: number;
  /** Told once a fetch fails, in words for the log. */
  readonly onFailure?: (error: unknown) => void;
  readonly clock?: () => number;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/**
 * The keys at the address of a JWK Set (RFC 7517), refreshed as they rotate. An unknown `kid` fetches the set again at once,
 * but no more often than every `pause`; a server that is away leaves the keys as they were for `keep`, and is not waited
 * for by each request. jose's own set forgets its keys when a refresh fails, and reads an answer of any length.
 */
export function remoteKeys(address: URL, options: RemoteKeysOptions = {}): JWTVerifyGetKey {
  const { deadline = 3_000, fresh = 60_000, pause = 5_000, keep = 86_400_000 } = options;
  const { onFailure, clock = Date.now } = options;
  let set: KeySet | null = null;
  let failure: unknown = null;
  let fetched = Number.NEGATIVE_INFINITY;
  let tried = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;

  async function load(): Promise<void> {
    tried = clock();
    try {
      set = createLocalJWKSet(await fetchKeys(address, deadline));
      fetched = clock();
      failure = null;
    } catch (error) {
      failure = error;
      onFailure?.(error);
    }
  }
  /** Fetches, unless that was tried a moment ago; requests at the same time share one fetch. */
  async function refresh(): Promise<void> {
    if (fetching === null && clock() - tried < pause) return;
    fetching ??= load().finally(() => {
      fetching = null;
    });
    await fetching;
  }
  function known(): KeySet {
    if (set === null || clock() - fetched > keep) throw new KeysUnavailable(failure);
    return set;
  }

  /** A set may hold what is no key: that, too, is the server's fault and not the sender's. */
  const find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await known()(header, token);
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof KeysUnavailable) throw error;
      throw new KeysUnavailable(new Error('a key of the set cannot be read', { cause: error }));
    }
  };

  return async (header, token) => {
    if (set === null || clock() - fetched > fresh) await refresh();
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return find(header, token);
    }
  };
}
