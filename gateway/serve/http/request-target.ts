import type { IncomingMessage } from 'node:http';
import type { RequestTarget } from '../../identity/identity.ts';

export const pathOf = ({ url }: Pick<IncomingMessage, 'url'>): string => (url ?? '/').split('?', 1)[0] ?? '/';

/** What the holder of a token proves that they ask for. */
export const targetOf = (request: IncomingMessage): RequestTarget => ({
  method: request.method ?? '',
  path: pathOf(request),
  host: request.headers.host ?? '',
});
