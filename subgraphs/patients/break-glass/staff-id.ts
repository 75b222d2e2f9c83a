import { createHmac } from 'node:crypto';
import type { Caller } from '@caretrail/kit';

/** A person of the staff on the ledger, 64 hex digits: their organization vouches for it, and nobody else can tell who it is. */
export const staffId = (key: Uint8Array, subject: string): string =>
  createHmac('sha256', key).update('caretrail/staff/1\0').update(subject).digest('hex');

/** People of the staff as a caller learns of them: colleagues by their staff id, others by a keyed one; null without a key. */
export const staffAsSeen =
  (keyOf: (member: string) => Uint8Array | undefined) =>
  (subject: string | null, organization: string | null, caller: Caller): string | null => {
    if (subject === null || organization === null || organization === caller.organization) return subject;
    const key = keyOf(organization);
    return key === undefined ? null : staffId(key, subject);
  };
