import { fromPem } from '../certificate/pem.ts';
import type { SchemaDocument } from '../record/schema.ts';
import { toBase64url } from '../text/base64.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { utf8 } from '../text/utf8.ts';
import { parseTrust } from './parse.ts';
import type { Quorum } from './trust.ts';

/** What a trust file is made of. */
export interface TrustParts {
  readonly development: boolean;
  readonly channel: string;
  /** Header hash of block 0, hex. */
  readonly genesis: string;
  /** Authorities as canonical PEM, one certificate each. */
  readonly msps: readonly { readonly id: string; readonly authorities: readonly string[] }[];
  /** Hex SHA-256 of DER certificates whose keys are lost. */
  readonly revoked: readonly string[];
  readonly organizations: readonly {
    readonly id: string;
    readonly msp: string;
    /** Value of `caretrail.org` in its certificates; null: certificates without it. */
    readonly attribute: string | null;
  }[];
  readonly endorsement: Quorum;
  readonly receipts: Quorum;
  readonly schemas: readonly SchemaDocument[];
}

const ANCHOR = { chaincode: 'caretrail', contract: 'anchor', function: 'submit' };

/** A trust file as a JSON value. Refused: the reasons of step `file`, so that no trust file is handed out that no verifier takes. */
export function composeTrust(parts: TrustParts): JsonValue {
  const { development, channel, genesis, revoked, endorsement, receipts } = parts;
  const file: JsonValue = {
    format: 1,
    development,
    channel,
    genesis,
    msps: parts.msps.map(({ id, authorities }) => ({ id, authorities: authorities.map(derText) })),
    revoked,
    organizations: parts.organizations.map(({ id, msp, attribute }) => ({ id, msp, attribute })),
    anchor: ANCHOR,
    endorsement: { required: endorsement.required, msps: endorsement.msps },
    receipts: { required: receipts.required, msps: receipts.msps },
    schemas: parts.schemas.map(({ type, schema, fields }) => ({ type, schema, fields })),
  };
  parseTrust(jcs(file));
  return file;
}

const derText = (pem: string): string => toBase64url(fromPem(utf8(pem)));
