import { type Observation, observe } from '../../observe/index.ts';
import { SettingError } from '../../settings/settings.ts';

/** What a program may be told of how it is watched; one that ends by itself takes the log alone. */
export interface WatchSettings {
  readonly CARETRAIL_LOG: string;
  readonly METRICS_PORT?: number | null | undefined;
  readonly METRICS_HOST?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
}

/** A program's log, metrics on a port of their own, and traces. */
interface Watch extends Observation {
  /** Address of the metrics, where they are served. */
  readonly url: string | undefined;
  /** Sends what is still held. */
  close(): Promise<void>;
}

const taken = (error: unknown): never => {
  const isTaken = error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';
  throw isTaken
    ? new SettingError('METRICS_PORT is taken: stop what uses it, or choose another.', { cause: error })
    : error;
};

/** Serves the metrics from the first moment on: a program that waits for its subgraphs is to be seen, too. */
export async function watchProgram(name: string, settings: WatchSettings): Promise<Watch> {
  const port = settings.METRICS_PORT ?? null;
  const observation = await observe({
    process: name,
    logLevel: settings.CARETRAIL_LOG,
    metrics: port !== null,
    collector: settings.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  });
  const { metrics, tracer } = observation;
  if (port === null || !metrics)
    return { ...observation, url: undefined, close: async () => tracer?.close() };
  const { addOwnFigures, serveMetrics } = await import('../../observe/metrics/index.ts');
  addOwnFigures(metrics);
  const server = await serveMetrics(port, () => metrics.text(), settings.METRICS_HOST).catch(taken);
  return {
    ...observation,
    url: server.url,
    async close() {
      await Promise.all([server.close(), tracer?.close()]);
    },
  };
}
