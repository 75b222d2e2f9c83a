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
/**
 * Bytes that each part may take for a tier. A document of 1 kB can be planned into 10 MB: what is kept is bounded by what
 * it takes, not by how many are kept, or some hundred small questions would fill the memory of the process.
 */
const MOST_BYTES = 100_000_000;
const KEPT = { max: MOST, maxSize: MOST_BYTES };

/**
 * What one tier has understood before. It belongs to the tier's snapshot, so that nothing in it can answer another tier,
 * and each part is bounded, so that a caller who asks ever new things forgets old ones and fills no memory.
 */
export class Memory {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #checked = new LRUCache<string, Checked>(KEPT);
  readonly #documents = new LRUCache<string, DocumentNode>(KEPT);
  readonly #expanded = new LRUCache<string, Expanded>(KEPT);
  readonly #prepared = new LRUCache<string, Prepared>(KEPT);

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /** The parsed and validated document; throws what the guard refuses. */
  check(text: string): Checked {
    const known = this.#checked.get(text);
    if (known) return known;
    const hash = createHash('sha256').update(text).digest('hex');
    const checked = checkedDocument(hash, text, parseOperation(text, this.#schema, this.#limits));
    this.#checked.set(text, checked, { size: checked.weight });
    this.#documents.set(hash, checked.document, { size: checked.weight });
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
    this.#expanded.set(key, expanded, { size: checked.weight });
    return expanded;
  }

  /** What was prepared for an operation and a set of refusals, or what `make` prepares now. */
  prepared(expanded: Expanded, refusals: string, weight: number, make: () => Prepared): Prepared {
    const key = `${expanded.key}/${refusals}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const made = make();
    this.#prepared.set(key, made, { size: weight + refusals.length });
    return made;
  }
}
