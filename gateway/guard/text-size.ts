import { type DocumentNode, visit } from 'graphql';

/** What a document's text holds that counts however often it is used. */
export interface TextSize {
  /** How deep the lists and objects written in it lie in each other; what variables hold is not looked at. */
  readonly literals: number;
  /** Characters of its longest name. An alias comes back with every object of the answer. */
  readonly name: number;
}

export function textSize(document: DocumentNode): TextSize {
  let depth = 0;
  let literals = 0;
  let name = 0;
  const enter = () => {
    depth += 1;
    literals = Math.max(literals, depth);
  };
  const leave = () => {
    depth -= 1;
  };
  visit(document, {
    ListValue: { enter, leave },
    ObjectValue: { enter, leave },
    Name: ({ value }) => {
      name = Math.max(name, value.length);
    },
  });
  return { literals, name };
}
