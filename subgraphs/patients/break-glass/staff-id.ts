import { createHmac } from 'node:crypto';

/** A person of the staff on the ledger, 64 hex digits: their organization vouches for it, and nobody else can tell who it is. */
export const staffId = (key: Uint8Array, subject: string): string =>
  createHmac('sha256', key).update('caretrail/staff/1\0').update(subject).digest('hex');
