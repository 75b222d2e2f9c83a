import { BadInput, type Builder, Cursors, pageSize, type RequestContext } from '@caretrail/kit';
import { type ChangeRow, changeRows, feedHead } from './change-row.ts';
import { caseIsOpen } from './open-case.ts';
import { seenChanges } from './seen-changes.ts';

/** Positions that one request looks at, however few of them are the caller's: a bound on its work. */
const WINDOW = 2_000;

/** What has changed since a place. */
interface Changes {
  readonly rows: readonly ChangeRow[];
  /** Position to go on from. */
  readonly next: number;
  readonly more: boolean;
  readonly missed: boolean;
  readonly cursors: Cursors;
}

const nothing = (next: number, cursors: Cursors, missed = false): Changes => ({
  rows: [],
  next,
  more: false,
  missed,
  cursors,
});

const CASE_CLOSED = {
  code: 'CASE_REQUIRED',
  policy: 'ledger.open',
  reason: 'The case named in Caretrail-Case is not open.',
  requires: ['case'],
} as const;

async function load(
  context: RequestContext,
  cursors: Cursors,
  after: number | null,
  size: number,
): Promise<Changes> {
  const head = await feedHead(context);
  if (after === null) return nothing(head.position, cursors);
  // Rows of that time are gone, or the database is an older copy of the one that gave the cursor.
  if (after < head.gone || after > head.position) return nothing(head.position, cursors, true);
  const end = Math.min(after + WINDOW, head.position);
  const found = await changeRows(context, after, end, size);
  const next = found.length === size ? Number(found.at(-1)?.position ?? end) : end;
  const rows = await seenChanges(found, context);
  return { rows, next, more: next < head.position, missed: false, cursors };
}

/** `Query.changes`: what live events are read by, one place after another; it answers pollers as well. */
export function addChanges(builder: Builder, cursorKey: Uint8Array): void {
  const change = builder.objectRef<{ row: ChangeRow; cursors: Cursors }>('Change').implement({
    embedded: true,
    description: 'A new version of a record, or a checkpoint of a log that is anchored: ids, no values.',
    fields: (t) => ({
      cursor: t.string({
        nullable: false,
        description: 'The place right after it.',
        resolve: ({ row, cursors }) => cursors.seal([row.position]),
      }),
      kind: t.string({ nullable: false, description: 'RECORD or ANCHOR.', resolve: ({ row }) => row.kind }),
      type: t.string({ description: 'Of a record.', resolve: ({ row }) => row.type }),
      record: t.id({ resolve: ({ row }) => row.record }),
      version: t.int({
        description: 'Number of the record’s version, from 1.',
        resolve: ({ row }) => row.version,
      }),
      log: t.string({ description: 'Of an anchor.', resolve: ({ row }) => row.log }),
      size: t.int({
        description: 'How many versions of the log are anchored.',
        resolve: ({ row }) => (row.size === null ? null : Number(row.size)),
      }),
      transaction: t.id({ resolve: ({ row }) => row.transaction }),
    }),
  });
  const changes = builder.objectRef<Changes>('Changes').implement({
    embedded: true,
    fields: (t) => ({
      changes: t.field({
        type: [change],
        nullable: false,
        resolve: ({ rows, cursors }) => rows.map((row) => ({ row, cursors })),
      }),
      cursor: t.string({
        nullable: false,
        description: 'Where the next question goes on.',
        resolve: ({ next, cursors }) => cursors.seal([String(next)]),
      }),
      more: t.boolean({ nullable: false, description: 'Ask again at once.', resolve: ({ more }) => more }),
      missed: t.boolean({
        nullable: false,
        description: 'Changes after `after` are no longer kept: load anew what you show.',
        resolve: ({ missed }) => missed,
      }),
    }),
  });
  builder.queryField('changes', (t) =>
    t.field({
      type: changes,
      access: 'ledger.open',
      description:
        'What has changed since `after`, oldest first; without `after` nothing, and the place now.',
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: async (_, { first, after }, context, info) => {
        const size = pageSize({ first });
        if (size === 0) throw new BadInput('first must be at least 1');
        if (!(await caseIsOpen(context))) {
          context.denials.selection(info.path, CASE_CLOSED);
          return null;
        }
        const cursors = new Cursors(cursorKey, context.caller, 'Query.changes');
        const [place] = after == null ? [] : cursors.open(after, 1);
        return load(context, cursors, place === undefined ? null : Number(place), size);
      },
    }),
  );
}
