import { X509Certificate } from 'node:crypto';
import { type MemberCertificate, readCertificate } from '../../membership/index.ts';
import { parseIdentity, serializeIdentity } from '../fabric/identity.ts';

/** What an MSP's members do on the channel. */
export type MspKind = 'application' | 'orderer';

/** An MSP in one of its parts; one that does both is listed twice. */
export interface ChannelMsp {
  readonly id: string;
  readonly kind: MspKind;
  /** PEM roots, each of which issues directly. */
  readonly authorities: readonly string[];
}

/** An identity whose certificate was issued by an authority of its MSP. */
export interface ChannelIdentity {
  readonly msp: string;
  readonly kinds: ReadonlySet<MspKind>;
  readonly certificate: MemberCertificate;
}

/** Identities recur in every transaction; a chain is checked once. */
const CACHE_LIMIT = 1_000;
/** Bytes of an identity that is remembered: larger ones are hardly any, and would only fill memory. */
const REMEMBERED = 16 * 1024;

/** The MSPs of a channel: tells whether serialized identities belong to them. */
export class ChannelMembers {
  readonly #msps = new Map<string, { kinds: Set<MspKind>; authorities: X509Certificate[] }>();
  readonly #known = new Map<string, ChannelIdentity | null>();

  constructor(msps: readonly ChannelMsp[]) {
    for (const { id, kind, authorities } of msps) {
      const known = this.#msps.get(id) ?? { kinds: new Set(), authorities: [] };
      known.kinds.add(kind);
      known.authorities.push(...authorities.map((pem) => new X509Certificate(pem)));
      this.#msps.set(id, known);
    }
  }

  has(msp: string): boolean {
    return this.#msps.has(msp);
  }

  /** The identity, or null: unknown MSP, no certificate, another authority's, or not valid at `at` (null: whenever). */
  identify(serialized: Uint8Array, at: Date | null): ChannelIdentity | null {
    const identity = this.#lookUp(serialized);
    if (!identity || at === null) return identity;
    const { validFrom, validTo } = identity.certificate;
    return at >= validFrom && at <= validTo ? identity : null;
  }

  #lookUp(serialized: Uint8Array): ChannelIdentity | null {
    if (serialized.length > REMEMBERED) return this.#check(serialized);
    const key = Buffer.from(serialized).toString('latin1');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= CACHE_LIMIT) this.#known.clear();
    const identity = this.#check(serialized);
    this.#known.set(key, identity);
    return identity;
  }

  #check(serialized: Uint8Array): ChannelIdentity | null {
    try {
      const { msp, certificate: pem } = parseIdentity(serialized);
      const members = this.#msps.get(msp);
      if (!members) return null;
      const certificate = readCertificate(pem);
      const issued = members.authorities.some(
        (authority) =>
          certificate.x509.checkIssued(authority) && certificate.x509.verify(authority.publicKey),
      );
      return issued ? { msp, kinds: members.kinds, certificate } : null;
    } catch {
      return null; // whatever is no identity is not a member
    }
  }

  /** The same for an identity in its parts. */
  identifyParts(msp: string, certificate: string): ChannelIdentity | null {
    return this.identify(serializeIdentity({ msp, certificate }), null);
  }
}
