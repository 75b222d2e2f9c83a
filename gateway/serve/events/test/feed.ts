import { guarded, sdlSubgraph, type TestSubgraph } from '../../../test/sdl-subgraph.ts';

const FEED = `
  type Query { changes(first: Int, after: String): Changes ${guarded('ledger.open')} }
  type Changes { changes: [Change!]!  cursor: String!  more: Boolean!  missed: Boolean! }
  type Change { cursor: String!  kind: String!  type: String  record: ID  version: Int  log: String  size: Int  transaction: ID }
`;

/** A feed that is as long as it is told; every page has a hundred changes of half a kilobyte. */
export class Feed {
  length = 0;
  failing = false;
  asked = 0;

  readonly subgraph: TestSubgraph = sdlSubgraph('feed', FEED, {
    Query: { changes: (_: unknown, { after }: { after?: string | null }) => this.#page(after) },
  });

  #page(after: string | null | undefined) {
    this.asked += 1;
    if (this.failing) throw new Error('the database has gone');
    const start = after == null ? this.length : Number(after);
    const end = Math.min(start + 100, this.length);
    const changes = Array.from({ length: end - start }, (_, index) => ({
      ...{ cursor: String(start + index + 1), kind: 'RECORD', type: 'Claim', version: 1 },
      record: 'r'.repeat(500),
    }));
    return { changes, cursor: String(end), more: end < this.length, missed: false };
  }
}
