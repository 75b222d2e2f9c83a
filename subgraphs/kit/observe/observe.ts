import type { Logger } from 'pino';
import { createLogger } from './log/logger.ts';
import type { ProcessMetrics } from './metrics/process-metrics.ts';
import type { Tracer } from './trace/tracer.ts';

export interface ObserveOptions {
  /** Name of the process in logs, metrics and traces: `hub`, `worker`, `patients`. */
  readonly process: string;
  readonly logLevel: string;
  /** Whether metrics are kept, for a port or for the launcher to ask. */
  readonly metrics: boolean;
  /** Base address of an OTLP/HTTP collector; null: nothing is traced. */
  readonly collector: string | null;
}

/** What a process is watched by. What is not configured is absent, its code not loaded, and costs nothing. */
export interface Observation {
  readonly logger: Logger;
  readonly metrics: ProcessMetrics | undefined;
  readonly tracer: Tracer | undefined;
}

async function keepMetrics(process: string): Promise<ProcessMetrics> {
  const { createProcessMetrics } = await import('./metrics/process-metrics.ts');
  return createProcessMetrics(process);
}

async function openTracer(process: string, collector: string): Promise<Tracer> {
  const { createTracer } = await import('./trace/open-telemetry.ts');
  return createTracer(process, collector);
}

/** Sets up log, metrics and traces, the same for every kind of process. */
export async function observe({
  process,
  logLevel,
  metrics,
  collector,
}: ObserveOptions): Promise<Observation> {
  return {
    logger: createLogger(process, logLevel),
    metrics: metrics ? await keepMetrics(process) : undefined,
    tracer: collector === null ? undefined : await openTracer(process, collector),
  };
}
