import { type SignedStatement, thumbprint } from '@caretrail/proof/command';
import { z } from 'zod';
import { demand } from '../refusal.ts';
import { takeSequence } from '../statement/sequence.ts';
import { isSignedBy } from '../statement/signature.ts';
import type { Submitter } from '../submitter/submitter.ts';
import { type Organization, organizationId, speaksFor } from './organization.ts';

const storedKey = z.strictObject({
  crv: z.literal('P-256'),
  kty: z.literal('EC'),
  x: z.string(),
  y: z.string(),
});

export const keyShape = z.strictObject({
  /** RFC 7638, base64url. */
  thumbprint: z.string(),
  organization: organizationId,
  /** Random id of the person whom it speaks for; null: it speaks for the organization. */
  subject: z.string().nullable(),
  key: storedKey,
  /** `OFFERED`, while a recovery is under way, and `DISCARDED`, if nothing came of it, never speak. */
  state: z.enum(['OFFERED', 'DISCARDED', 'ACTIVE', 'REPLACED', 'RETIRED']),
  /** Thumbprint of the key that took its place. */
  successor: z.string().nullable(),
  /** Of the last statement that was taken. */
  sequence: z.int().positive(),
});

/** A signing key and what became of it. A key that has been on the channel never comes back. */
export type RegisteredKey = Readonly<z.infer<typeof keyShape>>;

/** Refused: `ORGANIZATION_UNKNOWN NOT_ADMINISTRATOR`. */
export function checkAdministrator(organization: Organization | null, submitter: Submitter): Organization {
  demand(organization !== null, 'ORGANIZATION_UNKNOWN');
  demand(submitter.administrator && submitter.msp === organization.msp, 'NOT_ADMINISTRATOR');
  return organization;
}

/**
 * Who keeps a key: an administrator; for persons also the organization itself, which vouches for them as it does for
 * its staff. Refused: `ORGANIZATION_UNKNOWN NOT_ADMINISTRATOR`.
 */
export function checkKeeper(
  organization: Organization | null,
  submitter: Submitter,
  subject: string | null,
): Organization {
  if (subject !== null && organization && speaksFor(submitter, organization)) return organization;
  return checkAdministrator(organization, submitter);
}

/** An active key of the organization. Refused: `KEY_UNKNOWN KEY_NOT_ACTIVE`. */
export function checkActive(key: RegisteredKey | null, organization: string): RegisteredKey {
  demand(
    key !== null && key.organization === organization,
    'KEY_UNKNOWN',
    'the organization has no such key',
  );
  demand(key.state === 'ACTIVE', 'KEY_NOT_ACTIVE', `the key is ${key.state.toLowerCase()}`);
  return key;
}

/** That a new key's holder has it: it signs for itself. Refused: `STATEMENT SIGNATURE SEQUENCE_LEAP`. */
export function checkPossession(
  key: RegisteredKey['key'],
  signed: SignedStatement,
): Pick<RegisteredKey, 'thumbprint' | 'key' | 'sequence'> {
  const print = thumbprint(key);
  demand(signed.statement.key === print, 'STATEMENT', 'the statement is of another key than the new one');
  demand(isSignedBy(signed, key), 'SIGNATURE', 'the statement is not signed by the new key');
  return { thumbprint: print, key, sequence: takeSequence(signed.statement, 0) };
}
