import { X509Certificate } from 'node:crypto';
import type { Context } from 'fabric-contract-api';

/** Who signed the transaction's proposal, as far as contracts care. */
export interface Submitter {
  readonly msp: string;
  /** The member that the certificate speaks for: its attribute `caretrail.org`, null without. */
  readonly attribute: string | null;
  /** Whether the certificate is an administrator's by its organizational unit. */
  readonly administrator: boolean;
}

const ATTRIBUTE = 'caretrail.org';

/** Reads the submitter; the peer has checked certificate and signature before the contract runs. */
export function submitterOf({ clientIdentity }: Context): Submitter {
  const certificate = new X509Certificate(clientIdentity.getIDBytes());
  return {
    msp: clientIdentity.getMSPID(),
    attribute: clientIdentity.getAttributeValue(ATTRIBUTE),
    administrator: certificate.subject.split('\n').includes('OU=admin'),
  };
}
