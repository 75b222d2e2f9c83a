import { isIP } from 'node:net';

/** Name in a Host header, without port and brackets, in lower case. */
function nameOf(host: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d{1,5})?$/.exec(host) ?? [];
  return (bracketed ?? plain ?? '').toLowerCase();
}

/**
 * Whether a request was made for this server. A page of the web can have its own name point at this computer (DNS
 * rebinding) and then reads our answers as its own; but its name is what its requests carry. Addresses and `localhost`
 * are nobody's to rebind; other names are those given. HTTP/1.0 names no host, and browsers do not speak it.
 */
export function isOwnHost(host: string | undefined, names: readonly string[]): boolean {
  if (host === undefined) return true;
  const name = nameOf(host);
  return isIP(name) !== 0 || name === 'localhost' || names.includes(name);
}
