/** `@skip` or `@include`, by a variable. */
interface Condition {
  readonly directive: 'skip' | 'include';
  readonly variable: string;
}

export interface FieldNode {
  readonly kind: 'field';
  readonly key: string;
  readonly name: string;
  /** Arguments: name to variable, without the dollar. */
  readonly given: Readonly<Record<string, string>>;
  readonly only: Condition | null;
  /** Selection below, printed as it stands: of an embedded type; empty for a scalar. */
  readonly raw: string;
  readonly children: readonly Node[] | null;
}

interface FragmentNode {
  readonly kind: 'fragment';
  readonly on: string;
  /** Null: an inline fragment. */
  readonly named: string | null;
  readonly only: Condition | null;
  readonly children: readonly Node[];
}

export type Node = FieldNode | FragmentNode;
export type Variables = Readonly<Record<string, unknown>>;

/** What one response key of an object answers: selections of the same key are taken together. */
export interface Asked extends FieldNode {
  readonly children: readonly Node[] | null;
}

const isTaken = ({ only }: Node, variables: Variables): boolean =>
  only === null || (variables[only.variable] === true) === (only.directive === 'include');

/** The keys that an object's answer has, by the rules of the GraphQL specification; all fragments here are of its type. */
export function asked(nodes: readonly Node[], variables: Variables): ReadonlyMap<string, Asked> {
  const found = new Map<string, Asked>();
  const walk = (some: readonly Node[]): void => {
    for (const node of some) {
      if (!isTaken(node, variables)) continue;
      if (node.kind === 'fragment') {
        walk(node.children);
        continue;
      }
      const before = found.get(node.key);
      const children = [...(before?.children ?? []), ...(node.children ?? [])];
      found.set(node.key, { ...node, children: node.children === null ? null : children });
    }
  };
  walk(nodes);
  return found;
}

const condition = ({ only }: Node): string =>
  only === null ? '' : ` @${only.directive}(if: $${only.variable})`;

/** The text of a selection; definitions of named fragments are gathered beside it. */
export function printed(nodes: readonly Node[], fragments: string[]): string {
  const lines = nodes.map((node) => {
    if (node.kind === 'field') {
      const given = Object.entries(node.given).map(([name, variable]) => `${name}: $${variable}`);
      const below = node.children === null ? node.raw : printed(node.children, fragments);
      const alias = node.key === node.name ? '' : `${node.key}: `;
      return `${alias}${node.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${condition(node)} ${below}`;
    }
    const below = printed(node.children, fragments);
    if (node.named === null) return `... on ${node.on}${condition(node)} ${below}`;
    fragments.push(`fragment ${node.named} on ${node.on} ${below}`);
    return `...${node.named}${condition(node)}`;
  });
  return `{ ${lines.join(' ')} }`;
}
