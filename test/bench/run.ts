import type { Measurement } from './measurement.ts';

/** Null where what it measures is not at hand. */
type Bench = () => Promise<Measurement | readonly Measurement[] | null>;

/** By name, as in `npm run bench -- hub`; one after another, since each wants the machine to itself. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: Bench }>>> = {
  hub: () => import('./hub.ts'),
  access: () => import('./access.ts'),
  budgets: () => import('./budgets.ts'),
  gateways: () => import('./gateways.ts'),
  import: () => import('./import.ts'),
  'import-large': () => import('./import-large.ts'),
  ledger: () => import('./ledger.ts'),
  lineage: () => import('./lineage.ts'),
  verify: () => import('./verify.ts'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}: choose from ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}

function words({ name, value, unit, baseline, others = [] }: Measurement): string {
  const against = (other: { readonly name: string; readonly value: number }) =>
    `\n  ${(value / other.value).toFixed(2)} of ${other.name} (${other.value.toFixed(1)})`;
  return `${name}: ${value.toFixed(1)} ${unit}${[...(baseline ? [baseline] : []), ...others].map(against).join('')}`;
}

for (const [name, load] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { run } = await load();
  const found = await run();
  if (found === null) process.stdout.write(`${name}: skipped, its data is not here\n`);
  for (const measurement of [found ?? []].flat()) process.stdout.write(`${words(measurement)}\n`);
}
