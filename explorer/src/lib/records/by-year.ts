/** Things of one year, in the order they came. */
export interface Year<T> {
  /** Four digits, or null where a thing has no date. */
  readonly year: string | null;
  readonly items: readonly T[];
}

/** Groups things by the year their date starts with; neighbours of the same year stay together. */
export function byYear<T>(items: readonly T[], dateOf: (item: T) => string | null): readonly Year<T>[] {
  const years: { year: string | null; items: T[] }[] = [];
  for (const item of items) {
    const year = dateOf(item)?.slice(0, 4) ?? null;
    const last = years.at(-1);
    if (last && last.year === year) last.items.push(item);
    else years.push({ year, items: [item] });
  }
  return years;
}
