import type { Shape } from '../decoder.ts';
import type { Random } from '../random.ts';
import { changeBytes, splice } from './bytes.ts';
import { der } from './der.ts';
import { changeJson } from './json.ts';
import { protobuf } from './protobuf.ts';
import { changeTree, elementsOf, type Syntax } from './tree.ts';

const SYNTAXES: Partial<Record<Shape, Syntax>> = { protobuf, der };
const MOST_CHANGES = 4;
/** Inputs beyond this only cost time. */
const LONGEST = 2 << 20;

/** An input made of a real one by one change or a few. */
export function change(
  input: Uint8Array,
  corpus: readonly Uint8Array[],
  shape: Shape,
  random: Random,
): Uint8Array {
  let changed = input;
  for (let count = random.below(MOST_CHANGES); count >= 0; count -= 1)
    changed = once(changed, corpus, shape, random).subarray(0, LONGEST);
  return changed;
}

function once(input: Uint8Array, corpus: readonly Uint8Array[], shape: Shape, random: Random): Uint8Array {
  if (random.once(6)) return changeBytes(input, random);
  if (random.once(20)) return splice(input, random.pick(corpus), random);
  if (shape === 'json') return changeJson(input, corpus, random);
  const syntax = SYNTAXES[shape];
  const nodes = syntax?.read(input);
  if (!syntax || !nodes) return changeBytes(input, random);
  const other = random.once(3) ? syntax.read(random.pick(corpus)) : null;
  return syntax.write(changeTree(nodes, elementsOf(other ?? nodes), syntax, random));
}
