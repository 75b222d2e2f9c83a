import type { Caller } from '@caretrail/kit';
import { z } from 'zod';
import type { Generation } from '../graphql.ts';
import { askGraph } from './ask-graph.ts';
import { exportedType } from './exported-types.ts';
import type { Step } from './exports.ts';
import type { ExportedType } from './fhir/exported-type.ts';
import { line } from './fhir/json.ts';
import { Node } from './fhir/node.ts';

/** People, and records of one person, that one question asks for: what a step holds in memory. */
const PEOPLE = 100;
const RECORDS = 50;

/** Where an export stands: a type, a person in the list of people, a record in the list of theirs, and the pieces so far. */
const placeShape = z.object({
  type: z.int().min(0),
  after: z.string().nullable(),
  within: z.string().nullable(),
  piece: z.int().min(0),
});
export type Place = z.infer<typeof placeShape>;

const BEGINNING: Place = { type: 0, after: null, within: null, piece: 0 };
export const placeOf = (kept: unknown): Place => (kept === null ? BEGINNING : placeShape.parse(kept));

const PAGE = 'pageInfo { hasNextPage endCursor }';

function question({ list, fields }: ExportedType): string {
  return list === null
    ? `query Export($after: String) { patients(first: ${PEOPLE}, after: $after) { ${PAGE} nodes { id ${fields} } } }`
    : `query Export($after: String, $within: String) { patients(first: 1, after: $after) { ${PAGE} nodes { id
        list: ${list}(first: ${RECORDS}, after: $within) { ${PAGE} nodes { id ${fields} } } } } }`;
}

/** The cursor behind a page, or null at the end of its list. */
const onward = (connection: Node | undefined): string | null => {
  const page = connection?.node('pageInfo');
  return page?.truth('hasNextPage') ? (page.text('endCursor') ?? null) : null;
};

/** The next page of an export, as lines of FHIR NDJSON, and where the one behind it begins. */
export async function takeStep(
  { types, place }: { readonly types: readonly string[]; readonly place: Place },
  generation: () => Generation,
  asking: { readonly caller: Caller; readonly id: string; readonly signal: AbortSignal },
): Promise<Step> {
  const [name] = types.slice(place.type);
  if (name === undefined) return { piece: null, place: null };
  const made = exportedType(name);
  const { after, within } = place;
  const variables = made.list === null ? { after } : { after, within };
  const data = await askGraph(generation, { text: question(made), variables }, asking);
  const people = Node.of(data)?.node('patients');
  const { lines, patients } = linesOf(made, people?.nodes('nodes') ?? []);
  const number = place.piece + (lines.length > 0 ? 1 : 0);
  const bytes = new TextEncoder().encode(lines.join(''));
  return {
    piece: lines.length === 0 ? null : { type: name, number, lines: lines.length, patients, bytes },
    place: nextPlace({ ...place, piece: number }, made, people, types.length),
  };
}

function linesOf(made: ExportedType, people: readonly Node[]) {
  const lines: string[] = [];
  const patients = new Set<string>();
  for (const person of people) {
    const patient = person.text('id');
    if (patient === undefined) continue;
    for (const record of made.list === null ? [person] : (person.node('list')?.nodes('nodes') ?? [])) {
      const resource = made.resource(record, patient);
      if (resource === undefined) continue;
      lines.push(line({ resourceType: made.type, id: record.text('id'), ...resource }));
      patients.add(patient);
    }
  }
  return { lines, patients: [...patients] };
}

function nextPlace(place: Place, made: ExportedType, people: Node | undefined, types: number): Place | null {
  const inner = made.list === null ? null : onward(people?.nodes('nodes')[0]?.node('list'));
  if (inner !== null) return { ...place, within: inner };
  const outer = onward(people);
  if (outer !== null) return { ...place, after: outer, within: null };
  const next = { ...BEGINNING, type: place.type + 1 };
  return next.type < types ? next : null;
}
