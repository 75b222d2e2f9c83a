import type { IncomingMessage } from 'node:http';
import type { Caller } from '@caretrail/kit';
import { HttpError } from '../http/http-error.ts';
import { isExportedType, typesFor } from './exported-types.ts';

const FORMATS = ['application/fhir+ndjson', 'application/ndjson', 'ndjson'];
/** Parameters of the specification that change what is exported: to leave one out would export something else. */
const UNDONE = ['_since', '_typeFilter', '_elements', 'patient', 'includeAssociatedData'];

/**
 * The types that a kick-off asks for (FHIR Bulk Data Access, "Bulk Data Kick-off Request"): all that the caller may have, or
 * those of `_type`.
 * @throws HttpError 400 for a parameter that is not taken, 403 for a type that is not the caller's
 */
export function wantedTypes(request: IncomingMessage, caller: Caller): readonly string[] {
  const parameters = new URL(request.url ?? '/', 'http://hub').searchParams;
  const prefer = String(request.headers['prefer'] ?? '').toLowerCase();
  if (!prefer.includes('respond-async'))
    throw new HttpError(400, 'An export is asynchronous: send the header Prefer: respond-async.');
  const format = parameters.get('_outputFormat') ?? 'ndjson';
  if (!FORMATS.includes(format)) throw new HttpError(400, `_outputFormat is one of ${FORMATS.join(', ')}.`);
  const undone = UNDONE.find((name) => parameters.has(name));
  if (undone !== undefined && !prefer.includes('handling=lenient'))
    throw new HttpError(
      400,
      `${undone} is not supported: leave it out, or send Prefer: respond-async, handling=lenient.`,
    );
  const allowed = typesFor(caller);
  const asked = parameters.getAll('_type').flatMap((list) => list.split(',').map((name) => name.trim()));
  if (asked.length === 0) return allowed;
  const unknown = asked.find((name) => !isExportedType(name));
  if (unknown !== undefined) throw new HttpError(400, 'A type in _type is not held here.');
  const refused = asked.filter((name) => !allowed.includes(name));
  if (refused.length > 0)
    throw new HttpError(403, `Role, purpose or scopes leave this out: ${[...new Set(refused)].join(', ')}.`);
  return allowed.filter((type) => asked.includes(type));
}
