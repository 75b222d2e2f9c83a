import { Decimal } from '@caretrail/proof';
import { isArray, type SourceJson, type SourceObject } from './source-json.ts';

/**
 * One text for one meaning, for the digest of a source resource: members sorted, no white space, strings as RFC 8785
 * writes them. Numbers stay as the source wrote them, so `1.10` for `1.1` is a change.
 */
export function canonicalText(value: SourceJson): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof Decimal) return value.text;
  return isArray(value) ? arrayText(value) : objectText(value);
}

function arrayText(items: readonly SourceJson[]): string {
  let text = '[';
  for (const item of items) text += text === '[' ? canonicalText(item) : `,${canonicalText(item)}`;
  return `${text}]`;
}

function objectText(object: SourceObject): string {
  let text = '{';
  for (const name of sorted(Object.keys(object))) {
    const value = object[name];
    if (value !== undefined) text += `${text === '{' ? '' : ','}${quoted(name)}:${canonicalText(value)}`;
  }
  return `${text}}`;
}

/** Most objects have few members, often in order already: insertion beats the general sort by far. */
function sorted(names: string[]): readonly string[] {
  if (names.length > 24) return names.sort();
  for (let at = 1; at < names.length; at++) {
    const name = names[at] ?? '';
    let place = at;
    for (; place > 0 && (names[place - 1] ?? '') > name; place--) names[place] = names[place - 1] ?? '';
    names[place] = name;
  }
  return names;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped
const SPECIAL = /["\\\u0000-\u001f]/;

function quoted(text: string): string {
  return SPECIAL.test(text) ? JSON.stringify(text) : `"${text}"`;
}
