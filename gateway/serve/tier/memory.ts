import { createHash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Prepared } from '../../execute/prepare.ts';
import type { Limits } from '../../guard/limits.ts';
import { type Checked, checkedDocument } from '../../guard/operation.ts';
import { parseOperation } from '../../guard/parse-operation.ts';
import type { Variables } from '../../operation/conditions.ts';
import { expand } from '../../operation/expand.ts';
import type { Selection } from '../../operation/selection.ts';

/** Operations written out for one choice of what `@skip` and `@include` take out. */
export interface Expanded {
  readonly key: string;
  readonly selections: readonly Selection[];
}

const MOST = 2_000;
/** Characters of documents kept for a tier. */
const MOST_TEXT = 10_000_000;
/** Document bytes whose expanded and planned forms are kept for a tier. */
const MOST_PREPARED = 20_000_000;

/**
 * What one tier has understood before. It belongs to the tier's snapshot, so that nothing in it can answer another tier,
 * and each part is bounded, so that a caller who asks ever new things forgets old ones and fills no memory.
 */
export class Memory {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #checked = new LRUCache<string, Checked>({ max: MOST, maxSize: MOST_TEXT });
  readonly #documents = new LRUCache<string, DocumentNode>({ max: MOST, maxSize: MOST_TEXT });
  readonly #expanded = new LRUCache<string, Expanded>({ max: MOST, maxSize: MOST_PREPARED });
  readonly #prepared = new LRUCache<string, Prepared>({ max: MOST, maxSize: MOST_PREPARED });

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /** The parsed and validated document; throws what the guard refuses. */
  check(text: string): Checked {
    const known = this.#checked.get(text);
    if (known) return known;
    const hash = createHash('sha256').update(text).digest('hex');
    const checked = checkedDocument(hash, text.length, parseOperation(text, this.#schema, this.#limits));
    this.#checked.set(text, checked, { size: text.length + 1 });
    this.#documents.set(hash, checked.document, { size: text.length + 1 });
    return checked;
  }

  /** The document with that SHA-256 (hexadecimal) of its text, if it was checked lately. */
  document(hash: string): DocumentNode | undefined {
    return this.#documents.get(hash);
  }

  expand(checked: Checked, operation: OperationDefinitionNode, variables: Variables): Expanded {
    const choice = checked.conditions.map((name) => (variables[name] === true ? 1 : 0)).join('');
    const key = `${checked.hash}/${operation.name?.value ?? ''}/${choice}`;
    const known = this.#expanded.get(key);
    if (known) return known;
    const root =
      operation.operation === 'mutation' ? this.#schema.getMutationType() : this.#schema.getQueryType();
    if (!root) throw new Error('No root type after validation');
    const context = { schema: this.#schema, fragments: checked.fragments, variables };
    const expanded = { key, selections: expand(operation.selectionSet, root, context) };
    this.#expanded.set(key, expanded, { size: checked.length + 1 });
    return expanded;
  }

  /** What was prepared for an operation and a set of refusals, or what `make` prepares now. */
  prepared(expanded: Expanded, refusals: string, length: number, make: () => Prepared): Prepared {
    const key = `${expanded.key}/${refusals}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const made = make();
    this.#prepared.set(key, made, { size: length + refusals.length + 1 });
    return made;
  }
}
