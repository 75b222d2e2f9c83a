import type { Read } from '../shape/cursor.ts';

/** One query of the explorer: its text, and how its answer becomes a typed value. */
export interface Question<Variables, Answer> {
  readonly text: string;
  readonly read: Read<Answer>;
  /** Never read: ties the variables' type to the question. */
  readonly variables?: (variables: Variables) => void;
}

/** Cuts the indentation of a template literal to one line each: bytes count on a phone. */
const tidy = (text: string): string => text.replace(/\s*\n\s*/g, '\n').trim();

export const question = <Variables, Answer>(
  text: string,
  read: Read<Answer>,
): Question<Variables, Answer> => ({ text: tidy(text), read });
