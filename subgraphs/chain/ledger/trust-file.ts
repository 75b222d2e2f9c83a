import { X509Certificate } from 'node:crypto';
import { jcs, parseTrust, type SchemaDocument } from '@caretrail/proof';
import type { LedgerProfile } from './profile.ts';

/** The contract function that anchors a checkpoint (docs/proof-format.md, section 4). */
const ANCHOR = { contract: 'anchor', function: 'submit' } as const;

/**
 * The trust file of a network: what a stranger must believe to verify proofs made on it. Give it out on another way
 * than the proofs. Canonical JSON; throws `Refused` when the profile or the schemas do not make a valid one.
 */
export function trustFileOf(profile: LedgerProfile, schemas: readonly SchemaDocument[]): Uint8Array {
  const file = jcs({
    format: 1,
    development: profile.development,
    channel: profile.channel,
    genesis: profile.genesis,
    msps: profile.msps
      .filter(({ kind }) => kind === 'application')
      .map(({ id, authorities }) => ({ id, authorities: authorities.map(derOf) })),
    revoked: [],
    organizations: profile.organizations.map(({ id, msp, attribute }) => ({ id, msp, attribute })),
    anchor: { chaincode: profile.chaincode, ...ANCHOR },
    endorsement: { required: profile.endorsement.required, msps: [...profile.endorsement.msps] },
    receipts: { required: profile.receipts.required, msps: [...profile.receipts.msps] },
    schemas: schemas.map(({ type, schema, fields }) => ({ type, schema, fields: [...fields] })),
  });
  parseTrust(file);
  return file;
}

const derOf = (pem: string): string => new X509Certificate(pem).raw.toString('base64url');
