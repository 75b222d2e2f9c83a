import { type Question, question } from '../graph/question.ts';
import type { Refusal } from '../graph/refusals.ts';
import { type RecordState, recordState } from '../records/state.ts';
import { anchorOnly, integrity } from '../records/trace.ts';
import type { RecordType } from '../records/types.ts';
import { connection, type Page } from '../shape/connection.ts';
import type { Read } from '../shape/cursor.ts';
import { object, orNull } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';
import type { Words } from '../words/words.ts';

/** A record of a person as a line of a list. */
export interface RecordRow {
  readonly id: string;
  readonly title: string;
  /** Why the title is no better. */
  readonly refusal: Refusal | null;
  readonly cells: readonly string[];
  readonly state: RecordState;
}

interface Kept {
  readonly id: string;
}

interface Asked<Node> {
  readonly patient: { readonly list: Shown<Page<Node>> } | null;
}

type Variables = { readonly patient: string; readonly first: number; readonly after: string | null };

/** A list of one person's records of a type: what it asks and how it is told. */
export interface PersonList<Node extends Kept> {
  readonly name: keyof Words['person']['lists'];
  readonly type: RecordType;
  readonly question: Question<Variables, Asked<Node>>;
}

/** A list that is told line by line in the same columns. */
export interface RecordList<Node extends Kept> extends PersonList<Node> {
  readonly columns: (words: Words) => readonly string[];
  readonly row: (node: Node, words: Words, tag: string) => RecordRow;
}

/** Members of {@link standingOf} in a node, and their selection. */
export const standing = { trace: orNull(anchorOnly), integrity };
export const STANDING = 'trace { anchor } integrity';
type Standing = { readonly [Name in keyof typeof standing]: ReturnType<(typeof standing)[Name]> };

export const standingOf = ({ trace, integrity: found }: Standing): RecordState =>
  recordState(trace?.anchor ?? null, found);

/** `operation` begins the query, for instance `query Results`; `field` is the connection of `Patient`. */
export const personQuestion = <Node extends Kept>(
  operation: string,
  field: string,
  selection: string,
  node: Read<Node>,
): Question<Variables, Asked<Node>> =>
  question(
    `${operation}($patient: ID!, $first: Int!, $after: String) {
      patient(id: $patient) {
        list: ${field}(first: $first, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { ${selection} }
        }
      }
    }`,
    object({ patient: orNull(object({ list: shown(connection(node)) })) }),
  );
