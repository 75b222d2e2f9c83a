import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How large an operation is once its fragments are written out. */
export interface Size {
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Size = { fields: 0, depth: 0, aliases: 0, directives: 0 };

/** Fields nest at most as deep as tokens allow; recursion stops well before the stack does. */
const DEEPEST = 500;

const beside = (one: Size, other: Size): Size => ({
  fields: one.fields + other.fields,
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
});

/**
 * Measures without writing out: each fragment once, so that a small document of fragments within fragments costs no
 * more than its own length (a bomb of 2^16 fields is a few additions). A cycle counts as nothing: validation names it.
 */
class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Size>();

  constructor(document: DocumentNode) {
    const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(definitions.map((one) => [one.name.value, one]));
  }

  #fragment(name: string, level: number): Size {
    const known = this.#known.get(name);
    if (known) return known;
    this.#known.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const size = fragment ? this.of(fragment.selectionSet, level) : NOTHING;
    this.#known.set(name, size);
    return size;
  }

  of(set: SelectionSetNode, level = 0): Size {
    if (level > DEEPEST) return { ...NOTHING, depth: DEEPEST };
    return set.selections.reduce((total, node) => {
      const directives = node.directives?.length ?? 0;
      if (node.kind === Kind.FRAGMENT_SPREAD)
        return beside(total, beside(this.#fragment(node.name.value, level + 1), { ...NOTHING, directives }));
      const inner = node.selectionSet ? this.of(node.selectionSet, level + 1) : NOTHING;
      if (node.kind === Kind.INLINE_FRAGMENT) return beside(total, beside(inner, { ...NOTHING, directives }));
      return beside(total, {
        fields: inner.fields + 1,
        depth: inner.depth + 1,
        aliases: inner.aliases + (node.alias ? 1 : 0),
        directives: inner.directives + directives,
      });
    }, NOTHING);
  }
}

/** The size of the largest operation of a document, and the directives on it. */
export function measure(document: DocumentNode): Size {
  const scale = new Measure(document);
  return document.definitions.reduce((largest, definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return largest;
    const size = scale.of(definition.selectionSet);
    return {
      fields: Math.max(largest.fields, size.fields),
      depth: Math.max(largest.depth, size.depth),
      aliases: Math.max(largest.aliases, size.aliases),
      directives: Math.max(largest.directives, size.directives + (definition.directives?.length ?? 0)),
    };
  }, NOTHING);
}
