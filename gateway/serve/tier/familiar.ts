import { type Caller, PUBLIC_CALLER } from '@caretrail/kit';
import { LRUCache } from 'lru-cache';
import type { Variables } from '../../operation/conditions.ts';
import type { Understood } from './tier-hub.ts';

/** A question that was planned, as far as its plan depends on it: no value of a variable, and nobody in particular who asked. */
export interface FamiliarQuestion {
  readonly text: string;
  readonly operationName: string | null;
  /** Variables that `@skip` and `@include` ask. */
  readonly conditions: Variables;
  readonly caller: Caller;
}

/** Questions kept for each tier, and characters of their texts. */
const MOST = 200;
const MOST_TEXT = 2_000_000;

/** All of a caller that a decision before any row looks at. */
const kindOf = ({
  tier,
  role,
  purpose,
  scopes,
  tokenScopes,
  case: named,
  authenticatedAt,
}: Caller): Caller => ({
  ...PUBLIC_CALLER,
  ...{ tier, role, purpose, scopes, tokenScopes, authenticatedAt },
  case: named === null ? null : 'named',
});

/** What a tier is asked lately: its next generation is warmed with it. */
export class FamiliarQuestions {
  readonly #known = new LRUCache<string, FamiliarQuestion>({ max: MOST, maxSize: MOST_TEXT });

  /** @param key of the plan: the same question with the same refusals is one */
  note(key: string, { text, checked, operation, variables }: Understood, caller: Caller): void {
    if (this.#known.get(key)) return;
    const conditions = Object.fromEntries(checked.conditions.map((name) => [name, variables[name]]));
    const operationName = operation.name?.value ?? null;
    const question = { text, operationName, conditions, caller: kindOf(caller) };
    this.#known.set(key, question, { size: text.length });
  }

  /** The latest first. */
  list(): readonly FamiliarQuestion[] {
    return [...this.#known.values()];
  }
}
