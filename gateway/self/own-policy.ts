import type { Policy } from '@caretrail/kit';
import type { Verdict } from './decision.ts';

/** A policy as it concerns one caller: the admits of their tier alone, what becomes of it for them, what it opens. */
export interface OwnPolicy extends Verdict {
  readonly rule: Policy;
  /** `Type.field` of the caller's own schema. */
  readonly fields: readonly string[];
}
