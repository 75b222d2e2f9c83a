import { buildSubgraphSchema } from '@apollo/subgraph';
import { CATALOGUE, type Caller, type RequestInfo, type Subgraph, tiersOf } from '@caretrail/kit';
import { type DocumentNode, execute, parse, print } from 'graphql';

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
  ["@key", "@policy", "@tag", "@shareable", "@requires", "@external", "@provides", "@interfaceObject", "@inaccessible"])\n`;

/** The directives that the kit prints for a field with these policies. */
export function guarded(...policies: readonly string[]): string {
  const tiers = tiersOf(policies.map((id) => CATALOGUE.get(id)));
  return [
    `@policy(policies: [${JSON.stringify(policies)}])`,
    ...tiers.map((tier) => `@tag(name: "tier-${tier}")`),
  ].join(' ');
}

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers']
>;

/** What was asked of a subgraph, and how each request ended. */
interface Seen {
  readonly operations: string[];
  readonly ends: ('commit' | 'rollback')[];
  readonly callers: Caller[];
}

export interface TestSubgraph extends Subgraph {
  readonly seen: Seen;
}

/** A subgraph from SDL and resolvers over rows in memory, behind the same door as the real ones. */
export function sdlSubgraph(
  name: string,
  text: string,
  resolvers: Resolvers,
  more: {
    readonly commit?: () => Promise<void>;
    readonly execute?: (info: RequestInfo) => Promise<void>;
  } = {},
): TestSubgraph {
  const sdl = FEDERATION + text;
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const seen: Seen = { operations: [], ends: [], callers: [] };
  return {
    name,
    sdl,
    seen,
    open(caller, info) {
      seen.callers.push(caller);
      return {
        async execute(document: DocumentNode, variables) {
          seen.operations.push(print(document));
          await more.execute?.(info);
          return execute({ schema, document, variableValues: variables, contextValue: { caller, info } });
        },
        async commit() {
          await more.commit?.();
          seen.ends.push('commit');
        },
        async rollback() {
          seen.ends.push('rollback');
        },
      };
    },
    close: async () => {},
  };
}
