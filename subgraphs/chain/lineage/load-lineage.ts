import {
  CATALOGUE,
  type DenialExtensions,
  isRecordId,
  isRecordType,
  type RequestContext,
  SEE_POLICY,
  UNCLASSED,
} from '@caretrail/kit';
import { type Followed, follow } from './follow.ts';
import { lineageGraph } from './graph.ts';
import { judge } from './judge.ts';
import type { Lineage, LineageQuestion } from './lineage.ts';
import { walk } from './walk.ts';

const READ = CATALOGUE.get('lineage.read');

/** What is shown goes on record, under the rule that opens lineage and the one that opens the record. */
function noteDisclosed(context: RequestContext, followed: readonly Followed[]): void {
  for (const { type, grants } of followed)
    if (isRecordType(type)) context.reads.disclosed([CATALOGUE.get(SEE_POLICY[type]), READ], grants);
}

/**
 * The lineage of a record, or of one version; null where it is not there for the caller, and a refusal where they may see
 * it and not ask where it comes from.
 */
export async function loadLineage(
  context: RequestContext,
  question: LineageQuestion,
  key: Uint8Array,
  refuse: (denial: DenialExtensions) => void,
): Promise<Lineage | null> {
  const { steps, truncated } = await walk(context, question);
  const asked = steps.find(({ depth }) => depth === 0)?.record;
  const judged = asked === undefined ? null : await judge(context, steps, asked);
  const followed = judged === null ? [] : follow(steps, judged.versions, question);
  const [first] = followed;
  if (judged === null || first === undefined) {
    if (isRecordId(question.of)) context.reads.absent([READ], question.of);
    else context.reads.refused([READ]);
    return null;
  }
  const grants = { ...first.grants, relations: { [UNCLASSED]: judged.held } };
  const decision = context.decisions.row('Query.lineage', [READ], grants);
  if (!decision.allowed) {
    refuse(decision);
    context.reads.refused([READ], grants);
    return null;
  }
  noteDisclosed(context, followed);
  const { asOf, since } = question;
  return { ...lineageGraph(followed, since, key), truncated, asOf, since };
}
