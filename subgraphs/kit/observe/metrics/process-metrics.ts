import type { Registry } from 'prom-client';
import { createRegistry } from './registry.ts';

/** The metrics of one process, and what must be read anew before they are shown. */
export interface ProcessMetrics {
  readonly registry: Registry;
  /** `read` fills in figures that are kept elsewhere. */
  beforeScrape(read: () => Promise<void>): void;
  /** As `joinMetrics` takes them. */
  json(): Promise<object[]>;
  /** Prometheus' text format. */
  text(): Promise<string>;
}

/** @param process - value of the label `process` of every sample */
export function createProcessMetrics(process: string): ProcessMetrics {
  const registry = createRegistry(process);
  const reads: (() => Promise<void>)[] = [];
  const read = () => Promise.all(reads.map((one) => one()));
  return {
    registry,
    beforeScrape: (one) => void reads.push(one),
    async json() {
      await read();
      return registry.getMetricsAsJSON();
    },
    async text() {
      await read();
      return registry.metrics();
    },
  };
}
