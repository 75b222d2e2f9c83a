import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, startSystem } from '@caretrail/gateway/launch';
import { z } from 'zod';
import { Prometheus } from './prometheus.ts';
import { isThere } from './promtool.ts';

/**
 * `npm run observability`: a real Prometheus scrapes a running system; the ledger is stopped, and its alert must fire, and
 * no other that does not follow from it; the ledger goes on, and the alert must end. Linux only.
 */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (value: number): string => `${value.toFixed(1)} s`;

if (!isThere('prometheus')) {
  say('Skipped: there is no Prometheus here (Debian: apt-get install prometheus).');
  process.exit(0);
}

/** The process of this launcher whose command ends like this. */
function childOf(parent: number, entry: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  const own = pids.filter((pid) => read(pid, 'status').includes(`PPid:\t${parent}\n`));
  const found = own.find((pid) => read(pid, 'cmdline').replaceAll('\0', ' ').trim().endsWith(entry));
  if (found === undefined) throw new Error(`No process runs ${entry}`);
  return Number(found);
}

const folder = mkdtempSync(join(tmpdir(), 'caretrail-observability-'));
const home = join(folder, 'home');
const settings = readSettings({ PORT: '0', METRICS_PORT: '0', CARETRAIL_HOME: home });
const system = await startSystem(settings, { say: () => {}, advance: () => {} });
let ledger: number | null = null;
try {
  const { metrics } = z
    .object({ metrics: z.string() })
    .parse(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')));
  const prometheus = await Prometheus.start(folder, new URL(metrics).host);
  try {
    say(`Prometheus scrapes ${metrics}`);
    const value = async (expression: string) => (await prometheus.value(expression)) ?? Number.NaN;
    say(`  samples a scrape      ${await value('scrape_samples_scraped')}`);
    say(`  time of a scrape      ${(1000 * (await value('scrape_duration_seconds'))).toFixed(0)} ms`);
    say(`  height of the ledger  ${await value('caretrail_ledger_height_blocks')} blocks`);
    if ((await prometheus.firing()).length > 0)
      throw new Error(`Alerts of a sound system: ${await prometheus.firing()}`);
    ledger = childOf(process.pid, 'devpeer/main.ts');
    process.kill(ledger, 'SIGSTOP');
    say('The ledger is stopped');
    const fires = () => prometheus.firing().then((names) => names.includes('CaretrailLedgerDown'));
    say(
      `  its alert fires after ${seconds(await prometheus.until(90, fires))} (30 s of them are the rule's)`,
    );
    say(`  alerts that fire      ${(await prometheus.firing()).join(', ')}`);
    const asked = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ network { channels { height } } }"}',
    });
    say(`  the hub answers       ${asked.status}`);
    process.kill(ledger, 'SIGCONT');
    say('The ledger goes on');
    say(`  the alert ends after  ${seconds(await prometheus.until(60, async () => !(await fires())))}`);
  } finally {
    await prometheus.stop();
  }
} finally {
  if (ledger !== null) process.kill(ledger, 'SIGCONT');
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
}
