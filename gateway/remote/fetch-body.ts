import { isMutation } from '@caretrail/kit';
import { type DocumentNode, print } from 'graphql';
import type { Variables } from '../operation/conditions.ts';

interface Written {
  /** The document's text as a JSON string. */
  readonly query: string;
  readonly mutation: boolean;
}

/** Plans are kept, and so are their documents: each is written out once. */
const known = new WeakMap<DocumentNode, Written>();

function written(document: DocumentNode): Written {
  const found = known.get(document);
  if (found) return found;
  const made = {
    query: JSON.stringify(print(document)),
    mutation: isMutation(document),
  };
  known.set(document, made);
  return made;
}

/** What a subgraph is asked in one place of a plan. */
export interface Fetch {
  readonly document: DocumentNode;
  readonly variables: Variables;
}

export interface FetchBody {
  readonly text: string;
  readonly mutation: boolean;
}

/**
 * The body of fetches: GraphQL over HTTP, with the request they belong to among the extensions; a list if there are
 * several.
 */
export function fetchBody(
  fetches: readonly Fetch[],
  extensions: { readonly request: string; readonly operation: string },
): FetchBody {
  const told = JSON.stringify(extensions);
  const texts = fetches.map(
    ({ document, variables }) =>
      `{"query":${written(document).query},"variables":${JSON.stringify(variables)},"extensions":${told}}`,
  );
  return {
    text: texts.length === 1 ? texts.join() : `[${texts.join()}]`,
    mutation: fetches.some(({ document }) => written(document).mutation),
  };
}
