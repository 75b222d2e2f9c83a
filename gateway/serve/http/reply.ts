import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** On every reply, also those of mounts: nothing here is for frames, for guesses at types, or for other origins. */
export const SECURITY_HEADERS: Map<string, string> = new Map([
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
]);

/** Answers are for one caller and this moment. */
export const PRIVATE: Readonly<Record<string, string>> = {
  'cache-control': 'private, no-store',
  vary: 'Accept, Authorization, Caretrail-Purpose, Caretrail-Case, Caretrail-On-Refusal',
};

/** Sends a whole reply, once. */
export function reply(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Buffer,
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

export const replyJson = (response: ServerResponse, status: number, value: unknown): void =>
  reply(
    response,
    status,
    { ...PRIVATE, 'content-type': 'application/json; charset=utf-8' },
    JSON.stringify(value),
  );
