import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** Bytes of a fetch: the keys of as many objects as the hub's limits let one answer have. */
export const MOST_BODY = 8_000_000;

/** A body that is not read, or not a fetch; the message is for the log. */
export class NoFetch extends Error {
  override readonly name = 'NoFetch';
  readonly status: 400 | 413;

  constructor(status: 400 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

/** Fetches that come in one body. */
export const MOST_FETCHES = 50;

/** A fetch: GraphQL over HTTP, with the request it belongs to among the extensions. */
const fetchShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
  extensions: z.object({
    /** Correlation id of the hub's request, and what was asked: both go into the access event. */
    request: z.string().min(1).max(100),
    operation: z.string(),
  }),
});
type Fetch = z.infer<typeof fetchShape>;

/** What starts at the same moment of one request comes as a list. */
const bodyShape = z.union([
  fetchShape.transform((fetch) => ({ fetches: [fetch], listed: false, told: fetch.extensions })),
  z
    .tuple([fetchShape], fetchShape)
    .refine((fetches) => fetches.length <= MOST_FETCHES)
    .refine(([{ extensions }, ...more]) => more.every((fetch) => isOf(extensions, fetch)))
    .transform((fetches) => ({ fetches, listed: true, told: fetches[0].extensions })),
]);
export interface FetchBody {
  readonly fetches: readonly Fetch[];
  /** Whether a list is to be answered. */
  readonly listed: boolean;
  readonly told: Fetch['extensions'];
}

const isOf = ({ request, operation }: Fetch['extensions'], { extensions }: Fetch): boolean =>
  extensions.request === request && extensions.operation === operation;

export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new NoFetch(400, 'not bytes');
    length += chunk.length;
    if (length > most) throw new NoFetch(413, `more than ${most} bytes`);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

export function parseFetches(bytes: Buffer): FetchBody {
  try {
    return bodyShape.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    // What a parser says may quote the body.
    throw new NoFetch(400, 'not a fetch');
  }
}
