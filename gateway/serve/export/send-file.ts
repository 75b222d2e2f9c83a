import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Caller } from '@caretrail/kit';
import type { Generation } from '../graphql.ts';
import { HttpError } from '../http/http-error.ts';
import { PRIVATE } from '../http/reply.ts';
import { askGraph } from './ask-graph.ts';
import { typesFor } from './exported-types.ts';
import type { Exports, KeptExport } from './exports.ts';
import { Node } from './fhir/node.ts';

interface Sending {
  readonly exports: Exports;
  readonly generation: () => Generation;
  readonly caller: Caller;
  /** Correlation id of the request. */
  readonly id: string;
}

const FETCH = 'query Export($patients: [ID!]!) { fetchExport(patients: $patients) }';

/**
 * Sends a file of an export, piece by piece as it is taken. Before its first byte: the type is still the caller's, and for each
 * person in it the relation still holds, and the disclosure is on record.
 */
export async function sendFile(
  response: ServerResponse,
  { exports, generation, caller, id }: Sending,
  kept: KeptExport,
  { type, number }: { readonly type: string; readonly number: number },
): Promise<void> {
  const people = kept.state === 'DONE' ? await exports.peopleIn(kept.id, type, number) : [];
  if (people.length === 0) throw new HttpError(404, 'The export has no file of this name.');
  if (!typesFor(caller).includes(type))
    throw new HttpError(403, `Role, purpose or scopes leave ${type} out now.`);
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  const question = { text: FETCH, variables: { patients: people } };
  const data = await askGraph(generation, question, { caller, id, signal: closed.signal });
  const allowed = new Set(Node.of(data)?.texts('fetchExport'));
  if (!people.every((patient) => allowed.has(patient)))
    throw new HttpError(410, 'You may not have all of these records any more: ask for a new export.');
  response.writeHead(200, { ...PRIVATE, 'content-type': 'application/fhir+ndjson' });
  for await (const bytes of exports.read(kept.id, type, number)) {
    if (closed.signal.aborted) return;
    if (!response.write(bytes)) await once(response, 'drain', { signal: closed.signal }).catch(() => {});
  }
  response.end();
}
