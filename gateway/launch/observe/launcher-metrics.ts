import { addFigure } from '@caretrail/kit/observe/metrics';
import { Registry } from 'prom-client';
import type { Supervised } from '../process/supervise.ts';
import { machineFigures } from './machine-figures.ts';
import { processFigures } from './process-figures.ts';

/** What the launcher sees of its processes and of the machine: also of those that keep no metrics themselves. */
export function launcherMetrics(
  home: string,
  processes: readonly Supervised[],
): { readonly registry: Registry; read(): Promise<void> } {
  const registry = new Registry();
  const of = ['process'];
  const figure = (name: string, help: string, labels: readonly string[] = []) =>
    addFigure(registry, { name, help, labels, ...(name.endsWith('_total') && { total: true }) });
  const up = figure('caretrail_process_up', '1 if the process runs, 0 if it has ended.', of);
  const restarts = figure('caretrail_process_restarts_total', 'Times it was started again.', of);
  const cpu = figure('caretrail_process_cpu_seconds_total', 'CPU of the process and its children.', of);
  const memory = figure('caretrail_process_memory_bytes', 'Memory of the process and its children.', of);
  const processors = figure('caretrail_machine_processors', 'Processors of the machine.');
  const load = figure('caretrail_machine_load', 'Processes that want to run, averaged over a minute.');
  const ram = figure('caretrail_machine_memory_bytes', 'Memory of the machine.', ['state']);
  const disk = figure('caretrail_machine_disk_bytes', 'File system that holds the home.', ['state']);

  async function readProcess(one: Supervised): Promise<void> {
    const { pid, restarts: times } = one.state();
    up.show(pid === null ? 0 : 1, one.name);
    restarts.show(times, one.name);
    const used = pid === null ? null : await processFigures(pid);
    cpu.show(used?.cpu ?? null, one.name);
    memory.show(used?.memory ?? null, one.name);
  }

  return {
    registry,
    async read() {
      const machine = await machineFigures(home);
      for (const one of [up, restarts, cpu, memory, processors, load, ram, disk]) one.clear();
      await Promise.all(processes.map(readProcess));
      processors.show(machine.processors);
      load.show(machine.load);
      for (const state of ['total', 'available'] as const) {
        ram.show(machine.memory[state], state);
        disk.show(machine.disk[state], state);
      }
    },
  };
}
