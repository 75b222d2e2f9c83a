import {
  CATALOGUE,
  isRecordId,
  MutationRefused,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  sql,
} from '@caretrail/kit';
import { BREAK_GLASS_COLUMNS, type BreakGlassRow } from './break-glass-row.ts';

/** A clinician's own emergency accesses, newest first. Reading whom they are about is on record as a read of each person's data. */
export async function listOwnAccesses(
  { active, ...page }: PageArguments & { readonly active: boolean },
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<BreakGlassRow>> {
  const list = {
    ...{
      place: `Query.breakGlassAccesses ${active}`,
      columns: BREAK_GLASS_COLUMNS,
      from: sql`access.emergency e`,
    },
    where: sql`e.subject = ${context.caller.subject} and (not ${active}::boolean
      or (e.expires > now() and e.outcome is distinct from 'UNJUSTIFIED'))`,
    ...{ at: sql`e.opened_at`, id: sql`e.id`, order: 'newest first' as const },
  };
  const found = await pageByInstant<BreakGlassRow>(list, page, context, cursorKey);
  for (const { node } of found.edges)
    context.reads.disclosed([CATALOGUE.get('breakglass.own')], {
      ...{ patient: node.patient, relations: {}, consents: [] },
    });
  return found;
}

/** Ends an emergency access before its time: it opens nothing from the next request on. Its review is still due. */
export async function endBreakGlass(
  { id }: { readonly id: string },
  context: RequestContext,
): Promise<BreakGlassRow> {
  const { caller, store } = context;
  const [row] = isRecordId(id)
    ? await store.query<BreakGlassRow>(sql`
        update access.emergency e set expires = date_trunc('milliseconds', now())
        where e.id = ${id}::uuid and e.subject = ${caller.subject} and e.expires > now()
        returning ${BREAK_GLASS_COLUMNS}`)
    : [];
  if (row === undefined)
    throw new MutationRefused('UNKNOWN', 'id', 'You have no open emergency access of this id.');
  await store.query(sql`
    delete from access.break_glass where subject = ${caller.subject} and patient = ${row.patient}::uuid`);
  return row;
}
