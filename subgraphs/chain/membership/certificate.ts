import 'reflect-metadata'; // @peculiar/x509 asks for it before its own import
import { type KeyObject, X509Certificate } from 'node:crypto';
import { X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { z } from 'zod';
import { ATTRIBUTES_EXTENSION, memberAttribute } from './attribute.ts';
import { isNodeRole, type NodeRole } from './name.ts';

/** What Fabric and Caretrail read from an identity's certificate. */
export interface MemberCertificate {
  /** One PEM block. */
  readonly pem: string;
  readonly subject: string;
  /** The one NodeOU among the subject's units; null where there is none, or more than one. */
  readonly role: NodeRole | null;
  /** Slug in the attribute `caretrail.org`; null without it. */
  readonly member: string | null;
  readonly publicKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly x509: X509Certificate;
}

const attributesShape = z.object({ attrs: z.record(z.string(), z.string()) });

/** Certificates recur in every transaction; parsing one costs as much as verifying a signature. */
const CACHE_LIMIT = 1_000;
const cache = new Map<string, MemberCertificate>();

/** Parses a PEM certificate; throws when the text is none. */
export function readCertificate(pem: string): MemberCertificate {
  const known = cache.get(pem);
  if (known) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  const certificate = parse(pem);
  cache.set(pem, certificate);
  return certificate;
}

function parse(pem: string): MemberCertificate {
  const x509 = new X509Certificate(pem);
  const parsed = new ParsedCertificate(pem);
  const roles = parsed.subjectName.getField('OU').filter(isNodeRole);
  return {
    pem,
    subject: parsed.subject,
    role: roles.length === 1 ? (roles[0] ?? null) : null,
    member: memberOf(parsed),
    publicKey: x509.publicKey,
    validFrom: x509.validFromDate,
    validTo: x509.validToDate,
    x509,
  };
}

function memberOf(certificate: ParsedCertificate): string | null {
  const extension = certificate.getExtension(ATTRIBUTES_EXTENSION);
  if (!extension) return null;
  try {
    const parsed = attributesShape.parse(JSON.parse(Buffer.from(extension.value).toString('utf8')));
    return parsed.attrs[memberAttribute] ?? null;
  } catch {
    return null; // attributes that are no attributes name no member
  }
}
