import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const deploy = join(import.meta.dirname, '..', '..', 'deploy');

export const ALERTS = join(deploy, 'prometheus', 'alerts.yaml');
export const SCRAPE = join(deploy, 'prometheus', 'prometheus.yaml');

const dashboard = z.object({
  title: z.string(),
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});

/** An expression of a dashboard, with Grafana's own variables filled in. */
export interface Expression {
  readonly place: string;
  readonly text: string;
}

export function dashboardExpressions(): readonly Expression[] {
  return globSync('grafana/*.json', { cwd: deploy }).flatMap((file) => {
    const { title, panels } = dashboard.parse(JSON.parse(readFileSync(join(deploy, file), 'utf8')));
    return panels.flatMap((panel) =>
      panel.targets.map(({ expr }) => ({
        place: `${title}, ${panel.title}`,
        text: expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*'),
      })),
    );
  });
}

/** Names of metrics in an expression or in a file of rules. */
export const metricsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\b(?:caretrail|nodejs)_[a-z0-9_]+/g)].map(([name]) => name)),
];

/** Names under which a text of Prometheus' format has samples, those of its histograms included. */
export function exported(text: string): ReadonlySet<string> {
  const families = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    families.flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => `${name}${part}`) : [name],
    ),
  );
}
