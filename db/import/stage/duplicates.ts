import type { ReservedSql } from 'postgres';
import { isHeldType } from '../fhir/mapped.ts';
import type { Quarantine } from '../quarantine.ts';
import { Refusal } from '../refusal.ts';
import { entryOf, type Tally } from '../result.ts';
import type { Input } from '../source/input.ts';

interface Repeated {
  readonly type: string;
  readonly source_id: string;
  readonly file: number;
  readonly line: number;
  readonly same: boolean;
}

/**
 * Takes out of the staging table every resource whose type and id an earlier line already had. The same again is unchanged;
 * another text is refused: a bulk export says one thing of a resource, and which one is right is not ours to choose.
 */
export async function takeOutDuplicates(
  session: ReservedSql,
  inputs: readonly Input[],
  quarantine: Quarantine,
  tally: Tally,
): Promise<void> {
  const repeated = session<Repeated[]>`
    delete from staged using (
      select ordinal, first_value(digest) over same_id = digest as same, row_number() over same_id as number
      from staged window same_id as (partition by type, source_id order by ordinal)
    ) seen
    where seen.ordinal = staged.ordinal and seen.number > 1
    returning staged.type, staged.source_id, staged.file, staged.line, seen.same`.cursor(1000);
  for await (const rows of repeated) {
    for (const { type, source_id, file, line, same } of rows) {
      if (same && isHeldType(type)) tally.count({ line, type, status: 'unchanged', record: null });
      if (same) continue;
      const place = { file: inputs[file]?.file ?? '', line };
      await quarantine.add(entryOf(place, `${type}/${source_id}`, new Refusal('CONFLICTING_DUPLICATE')));
    }
  }
}
