/**
 * A stretch of a request's work, as a trace shows it. Names and attributes are words of this program and counts: nothing
 * that a caller or a record said. A request that is not traced has none, which costs nothing.
 */
export interface Span {
  /** W3C Trace Context header that makes another process's work a part of this stretch. */
  readonly traceparent: string;
  child(name: string, attributes?: Readonly<Record<string, string | number>>): Span;
  /** Called once; with what was thrown, if anything was: its class is told, its words are not. */
  end(failure?: unknown): void;
}

/** Does a piece of work under a span of its own, if the request is traced. */
export async function traced<Result>(
  parent: Span | undefined,
  name: string,
  work: (span: Span | undefined) => Result | Promise<Result>,
): Promise<Result> {
  const span = parent?.child(name);
  try {
    const result = await work(span);
    span?.end();
    return result;
  } catch (error) {
    span?.end(error);
    throw error;
  }
}
