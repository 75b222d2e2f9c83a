import { Counter, Gauge, type Registry } from 'prom-client';

/** A figure that is kept elsewhere and only shown here. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  /** A total that only grows, unless what keeps it starts anew. */
  readonly total?: true;
  readonly labels?: readonly string[];
}

/** Shows a value, under labels in the order in which the figure names them; a value that is not known is not shown. */
export type Show = (value: number | null, ...labels: readonly string[]) => void;

/** A metric without a life of its own; `clear` before each reading, so that what is gone does not stay. */
export function addFigure(
  registry: Registry,
  { name, help, total, labels = [] }: Figure,
): { readonly show: Show; clear(): void } {
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  const metric = total ? new Counter(options) : new Gauge(options);
  return {
    show(value, ...values) {
      if (value === null) return;
      metric.inc(Object.fromEntries(labels.map((label, place) => [label, values[place] ?? ''])), value);
    },
    clear: () => metric.reset(),
  };
}
