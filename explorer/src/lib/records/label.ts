import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

/** The name of a field in words; types that mean something of their own by it have words of their own. */
export function fieldLabel(type: string, name: string, { fields }: Words): string {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = fields.namesOf;
  return own[type]?.[name] ?? say(fields.names, name);
}
