import type { Read } from '../shape/cursor.ts';
import { object, orNull, text } from '../shape/read.ts';

/** Another record or party by its id; the name is there where the graph, and not a proof, says it. */
export interface Reference {
  readonly id: string;
  readonly name: string | null;
}

const labelled = object({ id: text, pseudonym: orNull(text), name: orNull(text) });

/** In the graph a reference is an object, in a proof the other record's id. A person goes by the pseudonym. */
export const reference: Read<Reference> = (at) => {
  if (typeof at.value === 'string') return { id: at.value, name: null };
  const { id, name, pseudonym } = labelled(at);
  return { id, name: name ?? pseudonym };
};
