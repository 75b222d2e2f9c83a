import type { Visit } from '#lib/questions/visits.ts';
import { say } from '#lib/words/say.ts';
import type { Words } from '#lib/words/words.ts';

/** What a visit was: its coded type in words where the reader has it, else its coarse group. */
export function titleOf(visit: Visit, words: Words): string {
  const exact = visit.type.value?.display;
  if (exact) return exact;
  return visit.typeGroup === null ? words.record.types.Encounter : say(words.fields.groups, visit.typeGroup);
}

/** Where it was, and who saw the person, as far as the reader has it. */
export function placeOf(visit: Visit, words: Words): string {
  const place = visit.organization?.name ?? '';
  const person = visit.practitioner.value?.name;
  return person ? words.lists.seenBy(place, person) : place;
}

export const reasonOf = (visit: Visit): string | null => visit.reason.value?.display ?? null;

/** The date a visit is shown under: its start where the reader has it, else its month. */
export const dateOf = (visit: Visit): string | null => visit.period.value?.start ?? visit.month;
