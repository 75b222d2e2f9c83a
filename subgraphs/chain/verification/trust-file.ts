import type { JsonValue, SchemaDocument } from '@caretrail/proof';
import type { LedgerProfile } from '../ledger/index.ts';

/** A trust file (proof format 1, section 6) as a JSON value. */
export type TrustFile = { readonly [member: string]: JsonValue };

/**
 * The trust file that a ledger's profile and the published record schemas amount to. Whoever relies on it gets it, or
 * at least its fingerprint, apart from the proofs.
 * @param revoked hex SHA-256 of DER certificates whose keys are lost
 */
export function trustFile(
  profile: LedgerProfile,
  schemas: readonly SchemaDocument[],
  revoked: readonly string[] = [],
): TrustFile {
  const { development, channel, genesis, chaincode, endorsement, receipts, organizations } = profile;
  return {
    format: 1,
    ...{ development, channel, genesis },
    msps: profile.msps
      .filter(({ kind }) => kind === 'application')
      .map(({ id, authorities }) => ({ id, authorities: authorities.map(derOfPem) })),
    revoked,
    organizations: organizations.map(({ id, msp, attribute }) => ({ id, msp, attribute })),
    anchor: { chaincode, contract: 'anchor', function: 'submit' },
    endorsement: { required: endorsement.required, msps: endorsement.msps },
    receipts: { required: receipts.required, msps: receipts.msps },
    schemas: schemas.map(({ type, schema, fields }) => ({ type, schema, fields })),
  };
}

/** A PEM certificate's DER bytes, as base64url without padding. */
function derOfPem(pem: string): string {
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  return Buffer.from(base64, 'base64').toString('base64url');
}
