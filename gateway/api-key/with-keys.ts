import { PUBLIC_CALLER } from '@caretrail/kit';
import type { Authentication, AuthenticationFailure, Identity } from '../identity/identity.ts';
import type { ApiKeys } from './api-key.ts';

/** The header that brings a key, as Node and fetch name it. */
const HEADER = 'caretrail-key';

const refused = (
  status: AuthenticationFailure['status'],
  code: AuthenticationFailure['code'],
  reason: string,
) => ({
  failure: { status, code, reason },
});
const UNKNOWN = refused(
  401,
  'UNAUTHENTICATED',
  'The API key is not valid here: it may have expired or been revoked.',
);
const BOTH = refused(400, 'BAD_USER_INPUT', 'Send an access token or an API key, not both.');

/**
 * Who sends a key asks as the public, at the key's own expense. A key that does not count is refused, never taken for the
 * public; beside a token it would be unclear who pays.
 * @param keys - null: none count here
 */
export function withKeys(identity: Identity, keys: ApiKeys | null): Identity {
  return {
    async authenticate(headers, request): Promise<Authentication> {
      const sent = headers[HEADER];
      if (sent === undefined) return identity.authenticate(headers, request);
      if (headers['authorization'] !== undefined) return BOTH;
      const key = typeof sent === 'string' ? await keys?.find(sent) : null;
      return key ? { caller: PUBLIC_CALLER, key } : UNKNOWN;
    },
  };
}
