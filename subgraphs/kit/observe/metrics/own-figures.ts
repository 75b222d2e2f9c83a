import { addFigure } from './figure.ts';
import type { ProcessMetrics } from './process-metrics.ts';

/** CPU and memory as a process sees its own: where no launcher looks at it from outside, under the launcher's names. */
export function addOwnFigures({ registry, beforeScrape }: ProcessMetrics): void {
  const cpu = addFigure(registry, {
    name: 'caretrail_process_cpu_seconds_total',
    help: 'CPU of the process and its children.',
    total: true,
  });
  const memory = addFigure(registry, {
    name: 'caretrail_process_memory_bytes',
    help: 'Memory of the process and its children.',
  });
  beforeScrape(async () => {
    for (const one of [cpu, memory]) one.clear();
    const { user, system } = process.cpuUsage();
    cpu.show((user + system) / 1_000_000);
    memory.show(process.memoryUsage.rss());
  });
}
