import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, unguarded } from '../../patients/test/ask.ts';
import { CALLERS } from '../../patients/test/callers.ts';
import { claimsSchema } from '../schema.ts';

const PAGE = 7;
interface Page {
  readonly nodes: readonly { readonly id: string; readonly month: string | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let database: TestDatabase;
let admin: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  // Many share a month, and some tell none.
  await admin.unsafe(`
    insert into access.treating select 'lakeside', gen_random_uuid(), '2099-01-01' from generate_series(1, 9);
    insert into claims.claim (id, custodian, patient, provider_member, provider, state, month)
      select gen_random_uuid(), 'lakeside', patient, 'lakeside', gen_random_uuid(), 'PAID',
        case when n > 1 then '2024-0' || n end
      from access.treating, generate_series(1, 4) n`);
});
afterAll(async () => {
  await admin?.end();
  await database?.stop();
});

describe('a list of claims, page by page', () => {
  it('has each once, newest first and those without a month last, however pages cut it', async () => {
    const schema = claimsSchema({ cursorKey: new Uint8Array(32), anchors: null });
    const { subgraph, failures } = unguarded('claims', schema, admin);
    const found: { id: string; month: string | null }[] = [];
    const sizes: number[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const { data } = await ask(
        subgraph,
        CALLERS.clinician,
        `query ($after: String) { claims(first: ${PAGE}, after: $after) {
          nodes { id month } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const page = data?.['claims'] as Page | undefined;
      expect(page).toBeDefined();
      const { nodes, pageInfo } = page ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
      found.push(...nodes);
      sizes.push(nodes.length);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
    const all = await admin`select id, month from claims.claim order by month desc nulls last, id`;
    expect(found).toEqual([...all]);
    expect(sizes).toEqual([7, 7, 7, 7, 7, 1]);
    expect(failures).toEqual([]);
  });
});
