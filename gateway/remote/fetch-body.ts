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
    mutation: document.definitions.some(
      (definition) => definition.kind === 'OperationDefinition' && definition.operation === 'mutation',
    ),
  };
  known.set(document, made);
  return made;
}

export interface FetchBody {
  readonly text: string;
  readonly mutation: boolean;
}

/** The body of a fetch: GraphQL over HTTP, with the request it belongs to among the extensions. */
export function fetchBody(
  document: DocumentNode,
  variables: Variables,
  extensions: { readonly request: string; readonly operation: string },
): FetchBody {
  const { query, mutation } = written(document);
  const text = `{"query":${query},"variables":${JSON.stringify(variables)},"extensions":${JSON.stringify(extensions)}}`;
  return { text, mutation };
}
