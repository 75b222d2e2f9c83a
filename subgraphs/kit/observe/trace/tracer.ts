import type { Span } from '../../request/span.ts';

/** Begins the spans of requests; absent where traces are not configured. */
export interface Tracer {
  /** @param traceparent W3C Trace Context header of the caller, if there was one; what does not parse is ignored */
  begin(name: string, traceparent: string | undefined): Span;
  /** Sends what is still held. */
  close(): Promise<void>;
}
