import type { Pool } from '@caretrail/db';

/** What would tell of a person: words that stand alone (names, ids, dates, numbers), and phrases. */
export interface PeopleWords {
  readonly words: ReadonlySet<string>;
  readonly phrases: readonly string[];
}

/** Every text in a JSON value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

/** Member names and codes of FHIR that stand beside what people are called. */
const VOCABULARY = new Set(['official', 'usual', 'home', 'mobile', 'phone', 'email', 'MR', 'US']);

/** Names, identifiers, addresses, numbers and record ids of everybody in the database. */
export async function peopleWords(sql: Pool): Promise<PeopleWords> {
  const people = await sql<
    { name: unknown; identifiers: unknown; telecom: unknown; address: unknown; born: string }[]
  >`
    select name, identifiers, telecom, address, birth_date as born from patients.patient_identity`;
  const staff = await sql<{ name: string | null }[]>`select name from patients.practitioner`;
  const ids = await sql<{ id: string }[]>`
    select distinct record::text as id from provenance.version union select subject::text from provenance.version
    union select source_id from intake.source union select subject from access.persona`;
  const own = [...people.flatMap(texts), ...staff.flatMap(texts), ...ids.flatMap(texts)].filter(
    (text) => text.length > 1 && !VOCABULARY.has(text) && !/^(urn|https?):/.test(text),
  );
  const names = [...people.map(({ name }) => name), ...staff].flatMap(texts);
  const parts = names.flatMap((name) => name.split(' ')).filter((part) => part.length > 2);
  return {
    words: new Set([...own.filter((text) => !text.includes(' ')), ...parts]),
    phrases: own.filter((text) => text.includes(' ')),
  };
}

/** Those of the words and phrases that a text holds: one pass for the words, whole ones only. */
export function wordsIn(text: string, { words, phrases }: PeopleWords): string[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’._-]*/gu))
    if (words.has(word)) found.add(word);
  for (const phrase of phrases) if (text.includes(phrase)) found.add(phrase);
  return [...found];
}
