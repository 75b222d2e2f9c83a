import { connect as connectPlain, type Socket } from 'node:net';
import { connect } from 'node:tls';
import type { LedgerPeer } from '../profile.ts';
import type { NetworkFault, NetworkFinding } from './finding.ts';

/** Codes of Node and OpenSSL for a certificate that is not trusted; see `tls` and `x509_v_flag` there. */
const TLS_FAULTS: Readonly<Record<string, NetworkFault>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS_NAME',
  CERT_HAS_EXPIRED: 'TLS_EXPIRED',
  CERT_NOT_YET_VALID: 'TLS_EXPIRED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS_AUTHORITY',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS_AUTHORITY',
  UNABLE_TO_GET_ISSUER_CERT: 'TLS_AUTHORITY',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS_AUTHORITY',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS_AUTHORITY',
  CERT_SIGNATURE_FAILURE: 'TLS_AUTHORITY',
};

const NOBODY = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;

const faultOf = (code: string): NetworkFault => TLS_FAULTS[code] ?? (NOBODY.test(code) ? 'ADDRESS' : 'TLS');

/** Shakes hands with a peer as a client would, within so many milliseconds. */
export async function examinePeer(peer: LedgerPeer, within: number): Promise<NetworkFinding> {
  const finding = { kind: 'peer', name: peer.name } as const;
  try {
    return { ...finding, fault: null, until: await shakeHands(peer, within), detail: '' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { ...finding, fault: faultOf(code), until: null, detail: code };
  }
}

/** Instant at which the peer's certificate ends; null without TLS. */
function shakeHands({ endpoint, tls }: LedgerPeer, within: number): Promise<Date | null> {
  const colon = endpoint.lastIndexOf(':');
  const place = { host: endpoint.slice(0, colon), port: Number(endpoint.slice(colon + 1)), timeout: within };
  const { promise, resolve, reject } = Promise.withResolvers<Date | null>();
  const socket = tls
    ? connectSecured(place, tls, (until) => resolve(until))
    : connectPlain(place, () => resolve(null));
  socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  socket.once('error', reject);
  return promise.finally(() => socket.destroy());
}

function connectSecured(
  place: { readonly host: string; readonly port: number; readonly timeout: number },
  { authority, serverName }: NonNullable<LedgerPeer['tls']>,
  onSecured: (until: Date) => void,
): Socket {
  const options = { ...place, ca: authority, servername: serverName, ALPNProtocols: ['h2'] };
  const socket = connect(options, () => onSecured(new Date(socket.getPeerCertificate().valid_to)));
  return socket;
}
