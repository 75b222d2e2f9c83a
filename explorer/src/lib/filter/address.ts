/** The query of an address with some parameters set, or taken out where null; always from the list's first page. */
export function withParameters(
  url: Pick<URL, 'search'>,
  change: Readonly<Record<string, string | null>>,
): string {
  const query = new URLSearchParams(url.search);
  query.delete('after');
  for (const [name, value] of Object.entries(change))
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  return `?${query}`;
}
