import { join } from 'node:path';
import { connect } from 'node:tls';
import { type LedgerPeer, readProfile } from '@caretrail/chain/ledger';
import type { Home } from '../../launch/home/home.ts';
import { DEADLINE, type Finding, ill, well } from './finding.ts';

const UNANSWERED =
  'It may be starting again: ask in half a minute; else see log/ledger.log in the home. Nothing is lost meanwhile.';

/** Whether every peer of the running ledger answers, by TLS under the authority that its profile names. */
export async function ledgerEncryption(home: Home): Promise<Finding> {
  try {
    const { peers } = readProfile(join(home.path, 'ledger', 'profile.json'));
    const ends = await Promise.all(peers.map((peer) => certificateEnd(peer)));
    const first = new Date(Math.min(...ends)).toISOString().slice(0, 10);
    return well('ledger TLS', `all peers; certificate until ${first}`);
  } catch (error) {
    if (error instanceof Unencrypted)
      return ill(
        'ledger TLS',
        'the ledger listens without it',
        'Stop and start once: the next start turns it on.',
      );
    return ill('ledger TLS', 'a peer does not answer', UNANSWERED);
  }
}

class Unencrypted extends Error {}

/** Instant at which the certificate ends that a peer shows; rejects where it does not verify. */
function certificateEnd({ endpoint, tls }: LedgerPeer): Promise<number> {
  if (!tls) throw new Unencrypted();
  const [host = '', port] = endpoint.split(':');
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { host, port: Number(port), ca: tls.authority, servername: tls.serverName };
  const socket = connect({ ...options, ALPNProtocols: ['h2'], timeout: DEADLINE }, () =>
    resolve(Date.parse(socket.getPeerCertificate().valid_to)),
  );
  socket.once('timeout', () => socket.destroy(new Error('no answer')));
  socket.once('error', reject);
  return promise.finally(() => socket.destroy());
}
