import { z } from 'zod';
import { mayHave } from './static-right.ts';
import type { Verdict } from './verdict.ts';

const decisions = z.array(
  z.object({ path: z.array(z.string()), type: z.string(), field: z.string(), decision: z.string() }),
);

/** What `explain` says is refused is what no row can give this caller, and nothing else. */
export function judgeExplained(verdict: Verdict, explained: unknown): void {
  for (const { path, type, field, decision } of decisions.parse(explained)) {
    const may = mayHave(verdict.right, type, field);
    if (may === null) continue;
    verdict.judged += 1;
    if (may !== (decision !== 'REFUSED')) verdict.leak(path, `explain says ${decision} of ${type}.${field}`);
  }
}
