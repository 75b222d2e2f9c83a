import type { Random } from '../random.ts';
import { changeBytes } from './bytes.ts';

/** An element of a binary format that nests: what stands before its length, and what it holds. */
export interface Node {
  readonly tag: number;
  readonly body: Uint8Array | readonly Node[];
}

/** A binary format of tagged elements. */
export interface Syntax {
  /** The elements of some bytes; null when they are none. */
  read(bytes: Uint8Array): readonly Node[] | null;
  write(nodes: readonly Node[]): Uint8Array;
}

const DEEP = 3_000;
const MANY = 3_000;
const LONGEST = 1 << 17;

/** Changes one element somewhere in the tree; `others` are elements to put in, from inputs of the same kind. */
export function changeTree(
  nodes: readonly Node[],
  others: readonly Node[],
  syntax: Syntax,
  random: Random,
): readonly Node[] {
  const at = random.below(nodes.length);
  const node = nodes[at];
  if (!node) return others.length > 0 ? [random.pick(others)] : nodes;
  const inner = node.body instanceof Uint8Array ? null : node.body;
  // Down the tree more often than not, since most of what is read stands deep in it.
  if (inner && inner.length > 0 && !random.once(3))
    return nodes.with(at, { tag: node.tag, body: changeTree(inner, others, syntax, random) });
  const with_ = (...changed: readonly Node[]) => [...nodes.slice(0, at), ...changed, ...nodes.slice(at + 1)];
  const bytes = () => (node.body instanceof Uint8Array ? node.body : syntax.write(node.body));
  switch (random.below(9)) {
    case 0:
      return with_();
    case 1:
      return with_(node, node);
    case 2: {
      const times = random.once(20) ? Math.floor(LONGEST / (bytes().length + 4)) : 20;
      return with_(...Array<Node>(Math.min(MANY, times)).fill(node));
    }
    case 3:
      return others.length > 0 ? with_(random.pick(others)) : nodes;
    case 4:
      return with_({ tag: node.tag ^ (1 << random.below(6)), body: node.body });
    case 5:
      return with_({ tag: node.tag, body: new Uint8Array() });
    case 6:
      return random.once(6)
        ? with_(nested(node, syntax))
        : with_(nodes[random.below(nodes.length)] ?? node, node);
    default:
      return with_({ tag: node.tag, body: changeBytes(bytes(), random) });
  }
}

/** The element inside itself, over and over. */
function nested(node: Node, syntax: Syntax): Node {
  const outer = (bytes: Uint8Array): Uint8Array => syntax.write([{ tag: node.tag, body: bytes }]);
  let bytes = outer(new Uint8Array());
  for (let depth = 0; depth < DEEP; depth += 1) bytes = outer(bytes);
  return { tag: node.tag, body: bytes };
}

/** Every element of a tree. */
export function elementsOf(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...(node.body instanceof Uint8Array ? [] : elementsOf(node.body))]);
}
