import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/** Of an IPv6 address the first 64 bits: the rest is its owner's to choose, and to change with each request. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const [start, end] = [left ?? [], right ?? []];
  const between = Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0');
  const groups = [...start, ...between, ...end].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/**
 * The network that a request comes from. Each proxy adds to `X-Forwarded-For` whom it was asked by, and callers write there
 * what they like: only what the last `hops` proxies added, which are the deployment's own, is believed.
 */
export function clientNetwork(request: IncomingMessage, hops: number): string {
  const own = request.socket.remoteAddress ?? '';
  const header = request.headers['x-forwarded-for'];
  const forwarded = (typeof header === 'string' ? header : '').split(',').map((part) => part.trim());
  const told = hops === 0 ? undefined : forwarded.at(-hops);
  return networkOf(told !== undefined && isIP(told) !== 0 ? told : own);
}
