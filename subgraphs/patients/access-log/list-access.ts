import {
  CATALOGUE,
  Cursors,
  makePage,
  type Page,
  type PageArguments,
  pageSize,
  type RequestContext,
  sql,
  upTo,
} from '@caretrail/kit';
import { type AccessEntry, ENTRY_KEY, type EntryPage, entriesSql } from './access-entry.ts';
import { type AccessFilterInput, accessConditions } from './access-filter.ts';
import { accessScope } from './access-scope.ts';
import { entryAnchors } from './entry-anchor.ts';

const POLICY = [CATALOGUE.get('accesslog.read')];

/** Events that a first look at an organization's log goes back over, and how much further each next one goes. */
const LOOK = 500;
const FURTHER = 4;

export interface AccessQuestion extends PageArguments {
  readonly patient: string | null;
  readonly filter: AccessFilterInput;
}

/** An entry of a page, which tells of all its entries how far the ledger is with them. */
export interface ListedEntry extends AccessEntry {
  readonly anchors: ReturnType<typeof entryAnchors>;
}

type Found = AccessEntry & { readonly bounded: boolean; readonly key: string | null };

/** Entries of the access log, newest first: of one request's events over several subgraphs there is one. */
export async function listAccess(
  question: AccessQuestion,
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<ListedEntry>> {
  const { patient, filter, after } = question;
  const { caller, store } = context;
  const size = pageSize(question);
  const place = `Query.accessLog ${JSON.stringify([patient, Object.entries(filter).toSorted()])}`;
  const cursors = new Cursors(cursorKey, caller, place);
  const scope = accessScope(context, patient);
  const where = accessConditions(filter, scope, caller);
  const [placed = '', key = ''] = after == null ? [] : cursors.open(after, 2);
  const rows = await gather(
    {
      ...{ where, scope, byDay: caller.tier === 'regulator', limit: size + 1 },
      behind: after == null ? null : { placed, key },
    },
    context,
  );
  const listed = rows.slice(0, size);
  putOnRecord(listed, patient, context);
  const anchors = entryAnchors(listed, where, context);
  return makePage({
    ...{ rows: rows.map((row) => ({ ...row, anchors })), size, cursors, after: after != null },
    position: (row) => [row.placed, row.key],
    count: async (most) => {
      const [counted] = await store.query<{ count: number }>(
        sql`select count(*)::int as count
          from (select distinct ${ENTRY_KEY} from access.event e where ${where} ${upTo(most)}) counted`,
      );
      return counted?.count ?? 0;
    },
  });
}

/** Looks further back until the page is full or the log ends. What concerns a few people is looked at whole. */
async function gather(page: Omit<EntryPage, 'look'>, { store }: RequestContext): Promise<readonly Found[]> {
  for (let look = page.scope.whole ? LOOK : null; ; look = look === null ? null : look * FURTHER) {
    const found = await store.query<Found>(entriesSql({ ...page, look }));
    const rows = found.filter(({ key }) => key !== null);
    if (rows.length >= page.limit || found[0]?.bounded !== true) return rows;
  }
}

/** Reading the log stands in it, also where it shows nobody: of whom it told, or who was asked about. */
function putOnRecord(
  entries: readonly AccessEntry[],
  asked: string | null,
  { caller, reads }: RequestContext,
): void {
  const shown = new Set(entries.flatMap(({ patients }) => patients));
  for (const patient of shown) reads.disclosed(POLICY, { patient, relations: {}, consents: [] });
  if (shown.size > 0) return;
  if (caller.tier === 'patient')
    reads.disclosed(POLICY, { patient: caller.subject, relations: {}, consents: [] });
  else if (asked === null) reads.overseen(POLICY);
  else reads.absent(POLICY, asked);
}
