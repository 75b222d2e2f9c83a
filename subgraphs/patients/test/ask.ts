import type { Pool } from '@caretrail/db';
import { type Caller, createSubgraph, type ReadEvent, type Store, type Subgraph } from '@caretrail/kit';
import { type GraphQLSchema, parse } from 'graphql';

export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** One request to a subgraph, committed; the answer as it would leave. */
export async function ask(
  subgraph: Subgraph,
  caller: Caller,
  text: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const request = subgraph.open(caller, {
    id: 'request-1',
    operation: 'Test',
    signal: AbortSignal.timeout(10_000),
  });
  try {
    const answer = await request.execute(parse(text), variables);
    await request.commit();
    return JSON.parse(JSON.stringify(answer));
  } catch (error) {
    await request.rollback();
    throw error;
  }
}

/** A transaction that begins with what is first asked in it. */
function lazyTransaction(admin: Pool) {
  const begin = async () => {
    const sql = await admin.reserve();
    await sql`begin`;
    return sql;
  };
  let held: ReturnType<typeof begin> | undefined;
  return {
    open: () => {
      held ??= begin();
      return held;
    },
    async end(word: 'commit' | 'rollback') {
      const sql = await held;
      held = undefined;
      await sql?.unsafe(word);
      sql?.release();
    },
  };
}

/** A schema on a superuser's connections, whom no row-level security stops: what refuses then is the subgraph. */
export function unguarded(name: string, of: { schema: GraphQLSchema; sdl: string }, admin: Pool) {
  const statements: string[] = [];
  const events: ReadEvent[] = [];
  const failures: unknown[] = [];
  const openStore = (): Store => {
    const transaction = lazyTransaction(admin);
    return {
      query: async (statement) => {
        statements.push(statement.strings.join('$'));
        const sql = await transaction.open();
        return await sql(statement.template, ...(statement.values as never[]));
      },
      commit: async (read) => {
        events.push(...read);
        await transaction.end('commit');
      },
      rollback: () => transaction.end('rollback'),
    };
  };
  const subgraph = createSubgraph({
    ...{ name, ...of, openStore, close: async () => {} },
    onFailure: (error) => failures.push(error),
  });
  return { subgraph, statements, events, failures };
}
