import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

const tooLarge = (limit: number) =>
  new HttpError(413, `A request body has at most ${limit} bytes.`, { connection: 'close' });

/** Bodies are JSON in UTF-8, as they are: no other encoding, nothing compressed that could grow. */
function checkHeaders(request: IncomingMessage, limit: number, types: readonly string[]): void {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters.find((part) => part.startsWith('charset='))?.slice('charset='.length);
  // The simple types of HTML forms are refused too: a page of another origin cannot post without asking first.
  if (!types.includes(type) || !['utf-8', '"utf-8"', 'utf8', undefined].includes(charset))
    throw new HttpError(415, `Send a body of ${types.join(' or ')} in UTF-8.`, { accept: types.join(', ') });
  if (!['identity', undefined].includes(request.headers['content-encoding']))
    throw new HttpError(415, 'Send the body uncompressed.');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
}

/** The text of a request's body, read no further than the limit. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  types: readonly string[] = ['application/json'],
): Promise<string> {
  checkHeaders(request, limit, types);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new HttpError(400, 'The body is not readable.');
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  try {
    return utf8.decode(Buffer.concat(chunks));
  } catch {
    throw new HttpError(400, 'The body is not UTF-8.');
  }
}
