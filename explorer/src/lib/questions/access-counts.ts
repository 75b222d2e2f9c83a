import { question } from '../graph/question.ts';
import { flag, listOrNone, object, text, whole } from '../shape/read.ts';

const count = object({ encounter: text, requests: whole, readers: whole, emergency: flag, unvisited: flag });
/** How often others have looked at a visit. */
export type AccessCount = ReturnType<typeof count>;

/** Counts of some visits, at most 200. */
export const accessCountsQuestion = question<
  { encounters: readonly string[] },
  { accessCounts: readonly AccessCount[] }
>(
  `query AccessCounts($encounters: [ID!]!) {
    accessCounts(encounters: $encounters) { encounter requests readers emergency unvisited }
  }`,
  object({ accessCounts: listOrNone(count) }),
);
