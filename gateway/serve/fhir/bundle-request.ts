import { parseLosslessJson, Refused } from '@caretrail/proof';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';

/** More entries than any patient's whole record has; a larger export is for the command. */
const MOST_ENTRIES = 5_000;

/** A resource nests 64 levels at most; its Bundle adds some. */
const DEPTH = 72;

/** As much of a Bundle as says who may send it; the rest is read by the importer, strictly. */
const shape = z.object({
  resourceType: z.literal('Bundle'),
  type: z.enum(['transaction', 'batch', 'collection']),
  entry: z
    .array(
      z.object({
        resource: z.object({ resourceType: z.string().max(64) }).optional(),
        request: z.object({ method: z.string().max(16) }).optional(),
      }),
    )
    .max(MOST_ENTRIES)
    .default([]),
});

/** A SMART interaction on a type that an entry asks for. */
export interface Asked {
  readonly type: string;
  readonly interaction: 'c' | 'u';
}

export interface BundleRequest {
  readonly type: 'transaction' | 'batch' | 'collection';
  readonly entries: number;
  /** Each once. */
  readonly asked: readonly Asked[];
}

/**
 * Read as strictly as the importer reads: where a text could be read in two ways, what is judged here must be what is taken in
 * there.
 */
function json(text: string): unknown {
  try {
    return parseLosslessJson(text, { limit: text.length, depth: DEPTH });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const twice = error.code === 'DUPLICATE_MEMBER' ? ': an object names a member twice' : '';
    throw new HttpError(400, `The body is not JSON that can be read${twice}.`);
  }
}

/** @throws HttpError 400 for what is no Bundle to take in, 413 for too many entries */
export function bundleRequest(text: string): BundleRequest {
  const parsed = shape.safeParse(json(text));
  if (!parsed.success) {
    const many = parsed.error.issues.some(({ code, path }) => code === 'too_big' && path.join() === 'entry');
    if (many) throw new HttpError(413, `A Bundle has at most ${MOST_ENTRIES} entries here.`);
    throw new HttpError(400, 'Send a Bundle of type transaction, batch or collection.');
  }
  const { type, entry } = parsed.data;
  const asked = new Map<string, Asked>();
  for (const { resource, request } of entry) {
    if (resource === undefined) continue;
    const interaction = request?.method === 'PUT' ? 'u' : 'c';
    asked.set(`${resource.resourceType}.${interaction}`, { type: resource.resourceType, interaction });
  }
  return { type, entries: entry.length, asked: [...asked.values()] };
}
