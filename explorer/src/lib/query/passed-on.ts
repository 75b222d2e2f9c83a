/** Whether a value is written into a text. It may be about a person: such a text stays in the tab. */
export const holdsValues = (text: string): boolean => text.includes('"');

/** Where a text stands in an address: behind the mark, which browsers do not send to a server. */
const NAME = 'q';

/** The address of the query page with a text to begin with; null where a value is written into it. */
export function addressOf(text: string, page: Pick<URL, 'origin' | 'pathname'>): string | null {
  if (text.trim() === '' || holdsValues(text)) return null;
  return `${page.origin}${page.pathname}#${new URLSearchParams({ [NAME]: text })}`;
}

/** The text in an address, as {@link addressOf} put it there. */
export const textIn = ({ hash }: Pick<URL, 'hash'>): string | null =>
  new URLSearchParams(hash.slice(1)).get(NAME);
