import { Refusal } from '../refusal.ts';
import { BundleScanner } from './bundle-scanner.ts';
import { LINE_LIMIT, type Line } from './lines.ts';

/** Bundles whose entries are resources to take in, and not answers, messages or a history of changes. */
const TAKEN_IN = ['transaction', 'batch', 'collection'];

/** What a JSON text is, as far as its outermost object says. */
interface DocumentKind {
  readonly resourceType: string | null;
  readonly type: string | null;
}

/** Reads no further than it must: both members stand at the beginning of all Bundles that we know of. */
async function documentKind(chunks: AsyncIterable<Uint8Array>): Promise<DocumentKind> {
  const scanner = new BundleScanner(0);
  for await (const chunk of chunks) {
    scanner.push(chunk);
    const { members } = scanner;
    const resourceType = members.get('resourceType');
    if (resourceType !== undefined && (resourceType !== 'Bundle' || members.has('type'))) break;
  }
  const { members } = scanner;
  return { resourceType: members.get('resourceType') ?? null, type: members.get('type') ?? null };
}

/**
 * The entries of a Bundle, or a single resource, out of one JSON text of any size.
 *
 * @param open - opens the text; it is opened twice
 * @throws Refusal BUNDLE_TYPE, TOO_LARGE, MALFORMED_JSON; what came before the fault has been given
 */
export async function* readDocument(
  open: () => AsyncIterable<Uint8Array>,
  limit = LINE_LIMIT,
): AsyncGenerator<readonly Line[]> {
  const kind = await documentKind(open());
  if (kind.resourceType !== 'Bundle') return yield [await wholeText(open(), limit)];
  if (!TAKEN_IN.includes(kind.type ?? '')) throw new Refusal('BUNDLE_TYPE', 'Bundle.type');
  const scanner = new BundleScanner(limit);
  for await (const chunk of open()) yield scanner.push(chunk);
  if (!scanner.complete) throw new Refusal('MALFORMED_JSON', 'Bundle');
}

async function wholeText(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Line> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new Refusal('TOO_LARGE', 'resource');
    parts.push(Uint8Array.from(chunk));
  }
  return { number: 1, bytes: Buffer.concat(parts), whole: true };
}
