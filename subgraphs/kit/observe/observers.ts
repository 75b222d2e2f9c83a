import type { Logger } from 'pino';
import type { Tracer } from './trace/tracer.ts';

/** Where work is told of, with what it is counted by; what is absent is not configured and costs nothing. */
export interface Observers<Counters> {
  readonly logger: Logger;
  readonly metrics?: Counters | undefined;
  readonly tracer?: Tracer | undefined;
}
