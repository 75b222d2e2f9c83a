/** What a single request may ask for; more is refused before anything is fetched. */
export interface Limits {
  /** Bytes of a request body. */
  readonly body: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Fields nested in fields, fragments expanded. */
  readonly depth: number;
  /** Aliased fields, fragments expanded. */
  readonly aliases: number;
  /** Directives, fragments expanded. */
  readonly directives: number;
  /** Fields in all, fragments expanded: bounds what a small document of nested fragments can grow to. */
  readonly fields: number;
  /** Lists and objects written in each other; larger values go into variables, which no planner walks. */
  readonly literals: number;
  /** Characters of a name; an alias of 90 kB would come back with each of thousands of objects. */
  readonly name: number;
  /** Largest `first` or `last`. */
  readonly page: number;
  /** 1 an object × the enclosing `first`. */
  readonly cost: number;
  /** The same for a caller without a token. */
  readonly publicCost: number;
  /** Milliseconds that answering may take. */
  readonly deadline: number;
}

/** Limits of the access policy ("Cost"). */
export const LIMITS: Limits = {
  body: 100_000,
  tokens: 5_000,
  depth: 15,
  aliases: 30,
  directives: 100,
  fields: 2_000,
  literals: 6,
  name: 200,
  page: 200,
  cost: 20_000,
  publicCost: 2_000,
  deadline: 30_000,
};
