import type { ServerResponse } from 'node:http';

/** Sends a whole reply, once; it is for one hub and this moment. */
export function replyJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-length': body.length,
  });
  response.end(body);
}

/** A request that has no result. What lies behind it is in the log, not here. */
export function replyFailure(
  response: ServerResponse,
  status: number,
  message: string,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  replyJson(response, status, { errors: [{ message, extensions: { code } }] }, headers);
}
