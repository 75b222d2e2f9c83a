import type { HumanName } from './values.ts';

/** A person's name as they write it: the text the source gives, else prefix, given names, family name, suffix. */
export function personName(name: HumanName | null): string | null {
  if (name === null) return null;
  if (name.text !== null) return name.text;
  const parts = [...name.prefix, ...name.given, name.family, ...name.suffix];
  const said = parts.filter((part) => part !== null && part !== '').join(' ');
  return said === '' ? null : said;
}
