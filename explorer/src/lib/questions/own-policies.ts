import { question } from '../graph/question.ts';
import { list, object, text } from '../shape/read.ts';

/** What becomes of a policy for the reader, and what would open it. */
const verdict = object({ id: text, decision: text, requires: list(text) });
export type PolicyVerdict = ReturnType<typeof verdict>;

/** Asked before a form is filled in that would be refused. */
export const ownPoliciesQuestion = question<Record<string, never>, { policies: readonly PolicyVerdict[] }>(
  'query OwnPolicies { policies { id decision requires } }',
  object({ policies: list(verdict) }),
);
