import { makePopulation } from '../../../db/demo/population.ts';
import { CONSORTIUM, type ConsortiumMember } from '../../../db/import/member/consortium.ts';
import { Members } from '../../../db/import/member/members.ts';
import { Refusal } from '../../../db/import/refusal.ts';
import { readDocument } from '../../../db/import/source/documents.ts';
import { readLines } from '../../../db/import/source/lines.ts';
import { readLine } from '../../../db/import/source/reading.ts';
import type { Decoder } from '../decoder.ts';

/** FHIR as it is imported: lines, single resources and bundles, read up to what is staged. */
export function open(): Decoder {
  const all = (kind: ConsortiumMember['kind']) =>
    CONSORTIUM.filter((member) => member.kind === kind).map(({ slug }) => ({ slug, organization: slug }));
  const members = new Members(all('hospital'), all('payer'), null);
  const resources = Object.values(makePopulation(new Date(), members)).flatMap((list) => list.slice(0, 2));
  const entry = resources
    .slice(0, 6)
    .map((resource) => ({ resource, fullUrl: 'urn:uuid:0b0e6a52-3c3d-4c0c-9a2f-0d6f0a4f7a11' }));
  const bundle = { resourceType: 'Bundle', type: 'collection', entry };
  return {
    shape: 'json',
    seeds: [bundle, ...resources].map((value) => Buffer.from(JSON.stringify(value))),
    refuses: (error) => error instanceof Refusal,
    async decode(input) {
      for await (const group of readLines(pieces(input))) for (const line of group) readLine(line);
      for await (const group of readDocument(() => pieces(input))) for (const line of group) readLine(line);
    },
  };
}

/** Cut in odd places, as a stream comes. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4_093) yield bytes.subarray(at, at + 4_093);
}
