import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { ALERTS } from './deployed.ts';

const vector = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});
const alerts = z.object({
  data: z.object({
    alerts: z.array(
      z.object({ labels: z.record(z.string(), z.string()), state: z.enum(['pending', 'firing']) }),
    ),
  }),
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

/** Debian's Prometheus on loopback, with the alert rules of `deploy/`, scraping one target every two seconds. */
export class Prometheus {
  readonly #process: ChildProcess;
  readonly #url: string;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.#url = url;
  }

  static async start(folder: string, target: string): Promise<Prometheus> {
    const config = {
      global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '1s' },
      rule_files: [ALERTS],
      scrape_configs: [{ job_name: 'caretrail', static_configs: [{ targets: [target] }] }],
    };
    const file = join(folder, 'prometheus.json');
    writeFileSync(file, JSON.stringify(config));
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
      ],
      { stdio: 'ignore' },
    );
    const prometheus = new Prometheus(child, `http://${address}`);
    await prometheus.until(30, async () => (await prometheus.value('up{job="caretrail"}')) === 1);
    return prometheus;
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(`${this.#url}/api/v1/${path}`).catch(() => null);
    return response?.json();
  }

  /** Value of an expression's first result, or null. */
  async value(expression: string): Promise<number | null> {
    const { data } = vector.safeParse(await this.#get(`query?query=${encodeURIComponent(expression)}`));
    const value = data?.data.result[0]?.value[1];
    return value === undefined ? null : Number(value);
  }

  /** Names of the alerts that fire. */
  async firing(): Promise<readonly string[]> {
    const { data } = alerts.safeParse(await this.#get('alerts'));
    return (data?.data.alerts ?? [])
      .filter(({ state }) => state === 'firing')
      .map(({ labels }) => labels['alertname'] ?? '');
  }

  /** Seconds until something holds; throws when it does not within so many. */
  async until(seconds: number, holds: () => Promise<boolean>): Promise<number> {
    const start = performance.now();
    const passed = () => (performance.now() - start) / 1000;
    while (!(await holds())) {
      if (passed() > seconds) throw new Error(`It did not come about within ${seconds} s.`);
      await wait(200);
    }
    return passed();
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
  }
}
