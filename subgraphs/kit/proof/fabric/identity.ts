import { sha256 } from '#sha256';
import { equal } from '../bytes/bytes.ts';
import { type Certificate, parseCertificate } from '../certificate/certificate.ts';
import { nameText, organizationalUnits } from '../certificate/name.ts';
import { fromPem } from '../certificate/pem.ts';
import { isIssuedBy } from '../certificate/signature.ts';
import { isWithin } from '../certificate/validity.ts';
import { ensure, type Reason, refusedAs } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import { id } from '../text/id.ts';
import { parseJson } from '../text/json.ts';
import { members, object } from '../text/shape.ts';
import type { Trust } from '../trust/trust.ts';
import { serializedIdentity } from './messages.ts';

/** Roles that Fabric's NodeOUs give by an organizational unit. */
type Role = 'client' | 'admin' | 'peer' | 'orderer';
const ROLES: readonly string[] = ['client', 'admin', 'peer', 'orderer'] satisfies Role[];

const ORGANIZATION_ATTRIBUTE = 'caretrail.org';

/** Who signed something, as an MSP of the trust file certifies. */
export interface Identity {
  readonly msp: string;
  readonly certificate: Certificate;
}

/** What is asked of an identity. */
export interface Wanted {
  readonly roles: readonly Role[];
  /** The time that the signed message states, seconds since 1970: a claim, for a verifier has no other clock. */
  readonly at: number;
  /** What to refuse with. */
  readonly code: Reason;
}

/** A SerializedIdentity that one of its MSP's authorities certified, with one of the roles, valid at the time. */
export async function identify(serialized: Uint8Array, wanted: Wanted, trust: Trust): Promise<Identity> {
  const { code, at, roles } = wanted;
  const identity = refusedAs(code, () => read(serialized));
  const { msp, certificate } = identity;
  const authorities = trust.authorities.get(msp);
  ensure(authorities !== undefined, code, `MSP ${msp} is not in the trust file`);
  ensure(await isCertified(certificate, authorities, at), code, `not certified by an authority of ${msp}`);
  ensure(isWithin(at, certificate.validity), code, 'not valid at the stated time');
  ensure(!trust.revoked.has(toHex(sha256(certificate.der))), code, 'revoked by the trust file');
  refusedAs(code, () => checkUse(certificate, roles));
  return identity;
}

/** The organization attribute of a member's certificate; null without one. Refused: the reasons of JSON and `BAD_SHAPE`. */
export function organizationAttribute({ extensions: { attributes } }: Certificate): string | null {
  if (attributes === null) return null;
  const named = object(members(parseJson(attributes), ['attrs']).attrs);
  const value = Object.hasOwn(named, ORGANIZATION_ATTRIBUTE) ? named[ORGANIZATION_ATTRIBUTE] : undefined;
  return value === undefined ? null : id(value);
}

/** How an identity is named to people. */
export function subjectText(identity: Identity): string {
  return nameText(identity.certificate.name);
}

function read(serialized: Uint8Array): Identity {
  const { msp, certificate } = serializedIdentity(serialized);
  return { msp, certificate: parseCertificate(fromPem(certificate)) };
}

/** Issued directly, by an authority that was valid itself: chains are not followed, an issuing intermediate is listed. */
async function isCertified(
  certificate: Certificate,
  authorities: readonly Certificate[],
  at: number,
): Promise<boolean> {
  if (!certificate.isEcdsaSha256) return false;
  for (const authority of authorities) {
    const mayHaveIssued = isWithin(at, authority.validity) && equal(certificate.issuer, authority.subject);
    if (mayHaveIssued && (await isIssuedBy(certificate, authority))) return true;
  }
  return false;
}

/** The certificate is for signing messages in one of the roles, and asks for nothing that is not understood. */
function checkUse({ extensions, name }: Certificate, roles: readonly string[]): void {
  ensure(!extensions.hasUnknownCritical, 'BAD_SHAPE', 'a critical extension is not known');
  ensure(!extensions.isAuthority, 'BAD_SHAPE', "an authority's certificate signs no messages");
  ensure(extensions.usage?.digitalSignature !== false, 'BAD_SHAPE', 'not for digital signatures');
  const [role, ...more] = organizationalUnits(name).filter((unit) => ROLES.includes(unit));
  ensure(role !== undefined && more.length === 0, 'BAD_SHAPE', 'want exactly one role');
  ensure(roles.includes(role), 'BAD_SHAPE', `the role is ${role}, want ${roles.join(' or ')}`);
}
