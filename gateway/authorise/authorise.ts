import type { DenialExtensions } from '@caretrail/kit';
import type { GraphQLFormattedError } from 'graphql';
import type { Selection } from '../operation/selection.ts';
import type { Decide } from './decide.ts';

/** A field or everything under it that this caller may not have. */
export type AuthorisedField = Extract<Selection, { kind: 'field' }> & {
  readonly children: readonly Authorised[] | null;
  readonly refused: boolean;
};
export type Authorised =
  | AuthorisedField
  | (Extract<Selection, { kind: 'fragment' }> & { readonly children: readonly Authorised[] });

/** Error for a selection that is refused before anything is fetched; the path has no list indexes. */
export interface Denial extends GraphQLFormattedError {
  readonly path: readonly string[];
  readonly extensions: DenialExtensions & Record<string, unknown>;
}

export interface Authorisation {
  /** All that was asked for, each field marked: the answer keeps its shape. */
  readonly selections: readonly Authorised[];
  /** What may be fetched. */
  readonly allowed: readonly Selection[];
  readonly denials: readonly Denial[];
}

class Walk {
  readonly #decide: Decide;
  readonly denials = new Map<string, Denial>();

  constructor(decide: Decide) {
    this.#decide = decide;
  }

  #deny(path: readonly string[], decision: DenialExtensions): void {
    const { code, policy, reason, requires } = decision;
    const key = JSON.stringify([path, policy, reason]);
    this.denials.set(key, { message: reason, path, extensions: { code, policy, reason, requires } });
  }

  mark(selections: readonly Selection[], path: readonly string[], refusedAbove: boolean): Authorised[] {
    return selections.map((selection) => {
      if (selection.kind === 'fragment')
        return { ...selection, children: this.mark(selection.children, path, refusedAbove) };
      const here = [...path, selection.key];
      const decision = refusedAbove ? null : this.#decide(selection.parent, selection.definition);
      if (decision && !decision.allowed) this.#deny(here, decision);
      const refused = refusedAbove || decision?.allowed === false;
      // Under a refused field all is refused, and said once: at its top.
      const children = selection.children && this.mark(selection.children, here, refused);
      return { ...selection, refused, children };
    });
  }
}

function allowedOf(selections: readonly Authorised[]): Selection[] {
  return selections.flatMap((selection): Selection[] => {
    if (selection.kind === 'field' && selection.refused) return [];
    if (selection.kind === 'field')
      return [{ ...selection, children: selection.children && allowedOf(selection.children) }];
    const children = allowedOf(selection.children);
    return children.length > 0 ? [{ ...selection, children }] : [];
  });
}

/** Takes out of a selection what this caller may not have, with one denial for each field taken out. */
export function authorise(selections: readonly Selection[], decide: Decide): Authorisation {
  const walk = new Walk(decide);
  const marked = walk.mark(selections, [], false);
  return { selections: marked, allowed: allowedOf(marked), denials: [...walk.denials.values()] };
}

/** Names what is refused, and is empty where nothing is: operations with the same text and the same refusals share one plan. */
export function refusalKey(selections: readonly Selection[], decide: Decide): string {
  const found = new Set<string>();
  const walk = (level: readonly Selection[]): void => {
    for (const selection of level) {
      if (selection.kind === 'field') {
        const decision = decide(selection.parent, selection.definition);
        // What is required is told too, and differs between roles that are refused alike.
        if (!decision.allowed)
          found.add(JSON.stringify([selection.parent.name, selection.definition.name, decision]));
      }
      if (selection.children) walk(selection.children);
    }
  };
  walk(selections);
  return [...found].sort().join('\n');
}
