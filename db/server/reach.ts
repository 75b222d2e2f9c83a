import { once } from 'node:events';
import { connect } from 'node:net';

const PORT = 5432;

/** PostgreSQL's SSLRequest: length and code. Every version answers one byte: S, N, or E with an error. */
const QUESTION = Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47);

const failure = (code: string) => Object.assign(new Error('No PostgreSQL.'), { code });

/**
 * Tries whether a PostgreSQL answers at an address: its client waits for ever for a silent host, and for anything else
 * that takes connections.
 * @param patience - milliseconds
 * @throws the system's error with its code (`ECONNREFUSED`, `ENOTFOUND`, …), `ETIMEDOUT`, or `CONNECTION_CLOSED` where
 *   the answer is none of PostgreSQL's
 */
export async function reach(address: string, patience: number): Promise<void> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PORT : Number(port) });
  const late = setTimeout(() => socket.destroy(failure('ETIMEDOUT')), patience);
  socket.once('end', () => socket.destroy(failure('CONNECTION_CLOSED')));
  try {
    await once(socket, 'connect');
    socket.write(QUESTION);
    const [answer] = await once(socket, 'data');
    if (!'SNE'.includes(String(answer).charAt(0))) throw failure('CONNECTION_CLOSED');
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}
