import { type Certificate, parseCertificate } from '../certificate/certificate.ts';
import { TRUST_DOMAIN } from '../hash/domain.ts';
import { hash } from '../hash/hash.ts';
import { TRUST_BYTES } from '../limits.ts';
import { parseSchema } from '../record/schema.ts';
import { ensure } from '../refused.ts';
import { fromBase64url } from '../text/base64.ts';
import { hashFromHex, hashText, toHex } from '../text/hex.ts';
import { id } from '../text/id.ts';
import { jcs } from '../text/jcs.ts';
import { parseJson } from '../text/json.ts';
import type { JsonValue } from '../text/json-value.ts';
import { boolean, distinct, integer, list, members } from '../text/shape.ts';
import {
  identityKey,
  OrganizationDirectory,
  type Quorum,
  SchemaDirectory,
  schemaKey,
  type Trust,
} from './trust.ts';

const MSPS = 64;
const AUTHORITIES_OF_MSP = 8;
const REVOKED = 65_536;
const ORGANIZATIONS = 4096;
const SCHEMAS = 1024;

/** With one receipt a verifier would hear one witness; the format wants two organizations at least. */
const FEWEST_RECEIPTS = 2;

const MEMBERS = [
  ...['format', 'development', 'channel', 'genesis', 'msps', 'revoked', 'organizations'],
  ...['anchor', 'endorsement', 'receipts', 'schemas'],
] as const;

/** Reads a trust file. Refused: the reasons of step `file`, `BAD_TRUST` excepted (that is the verifier's word for them). */
export function parseTrust(file: Uint8Array): Trust {
  const value = parseJson(file, { limit: TRUST_BYTES });
  const trust = members(value, MEMBERS);
  ensure(trust.format === 1, 'UNKNOWN_FORMAT');
  const authorities = authoritiesOf(trust.msps);
  const msps = [...authorities.keys()];
  return {
    fingerprint: fingerprintOf(value),
    development: boolean(trust.development),
    channel: id(trust.channel),
    genesis: hashFromHex(trust.genesis),
    authorities,
    revoked: new Set(list(trust.revoked, 0, REVOKED).map(hashText)),
    organizations: organizationsOf(trust.organizations, msps),
    anchor: anchorOf(trust.anchor),
    endorsement: quorumOf(trust.endorsement, msps, 1),
    receipts: quorumOf(trust.receipts, msps, FEWEST_RECEIPTS),
    schemas: schemasOf(trust.schemas),
  };
}

/** Fingerprint of a trust file, hex, whatever its white space and order of members. Refused as by `parseTrust`. */
export function trustFingerprint(file: Uint8Array): string {
  return parseTrust(file).fingerprint;
}

function fingerprintOf(value: JsonValue): string {
  return toHex(hash(TRUST_DOMAIN, jcs(value)));
}

function authoritiesOf(value: JsonValue): ReadonlyMap<string, readonly Certificate[]> {
  const entries = list(value, 1, MSPS).map((entry) => {
    const msp = members(entry, ['id', 'authorities']);
    return [id(msp.id), list(msp.authorities, 1, AUTHORITIES_OF_MSP).map(authority)] as const;
  });
  distinct(
    entries.map(([msp]) => msp),
    'an MSP',
  );
  // An authority of two MSPs could speak for either, and one organization would count as two.
  distinct(
    entries.flatMap(([, certificates]) => [
      ...new Set(certificates.map(({ publicKey }) => toHex(publicKey))),
    ]),
    "an authority's key in two MSPs:",
  );
  return new Map(entries);
}

function authority(value: JsonValue): Certificate {
  const certificate = parseCertificate(fromBase64url(value));
  const { isAuthority, usage } = certificate.extensions;
  ensure(
    isAuthority && usage?.keyCertSign === true,
    'BAD_SHAPE',
    'a certificate is not that of an authority',
  );
  return certificate;
}

function organizationsOf(value: JsonValue, msps: readonly string[]): OrganizationDirectory {
  const organizations = list(value, 1, ORGANIZATIONS).map((entry) => {
    const organization = members(entry, ['id', 'msp', 'attribute']);
    return {
      id: id(organization.id),
      msp: known(id(organization.msp), msps),
      attribute: organization.attribute === null ? null : id(organization.attribute),
    };
  });
  distinct(
    organizations.map((organization) => organization.id),
    'an organization',
  );
  distinct(
    organizations.map(({ msp, attribute }) => identityKey(msp, attribute)),
    'one identity for two organizations:',
  );
  return new OrganizationDirectory(organizations);
}

function anchorOf(value: JsonValue): Trust['anchor'] {
  const anchor = members(value, ['chaincode', 'contract', 'function']);
  const called = id(anchor.function);
  return {
    chaincode: id(anchor.chaincode),
    call: anchor.contract === '' ? called : `${id(anchor.contract)}:${called}`,
  };
}

function quorumOf(value: JsonValue, msps: readonly string[], least: number): Quorum {
  const quorum = members(value, ['required', 'msps']);
  const chosen = list(quorum.msps, 1, MSPS).map((msp) => known(id(msp), msps));
  distinct(chosen, 'an MSP');
  return { required: integer(quorum.required, least, chosen.length), msps: chosen };
}

function schemasOf(value: JsonValue): SchemaDirectory {
  const schemas = list(value, 1, SCHEMAS).map(parseSchema);
  distinct(schemas.map(schemaKey), 'a schema');
  return new SchemaDirectory(schemas);
}

function known(msp: string, msps: readonly string[]): string {
  ensure(msps.includes(msp), 'BAD_SHAPE', `MSP ${msp} is not in the file`);
  return msp;
}
