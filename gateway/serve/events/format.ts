import { z } from 'zod';

/** What the chain subgraph's `changes` answers. */
export const changesAnswer = z.object({
  changes: z.object({
    cursor: z.string(),
    more: z.boolean(),
    missed: z.boolean(),
    changes: z.array(
      z.object({
        cursor: z.string(),
        kind: z.enum(['RECORD', 'ANCHOR']),
        type: z.string().nullable(),
        record: z.string().nullable(),
        version: z.number().nullable(),
        log: z.string().nullable(),
        size: z.number().nullable(),
        transaction: z.string().nullable(),
      }),
    ),
  }),
});
export type Changes = z.infer<typeof changesAnswer>['changes'];
type Change = Changes['changes'][number];

/** The operation that live events are read by. */
export const CHANGES = `query Changes($after: String, $first: Int) {
  changes(after: $after, first: $first) {
    cursor more missed changes { cursor kind type record version log size transaction }
  }
}`;

/** Milliseconds after which a client comes back when its stream has ended. */
const RETRY = 2_000;

/** A message of a stream (HTML Living Standard, "Server-sent events"). No part holds a line break: ids and JSON. */
const message = (event: string, data: object, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export const opening = (): string => `retry: ${RETRY}\n\n`;

/** A place to resume at and nothing else: readers keep it and dispatch nothing. */
export const heartbeat = (cursor: string): string => `: here\nid: ${cursor}\n\n`;

export const reset = (cursor: string): string => message('reset', {}, cursor);

/** The last words of a stream; `code` says why. */
export const ending = (code: string): string => message('end', { code });

export function changeMessage({
  cursor,
  kind,
  type,
  record,
  version,
  log,
  size,
  transaction,
}: Change): string {
  return kind === 'RECORD'
    ? message('record', { type, record, version }, cursor)
    : message('anchor', { log, size, transaction }, cursor);
}
