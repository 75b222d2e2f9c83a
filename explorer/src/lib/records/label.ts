import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

/** The name of a field in words; FHIR uses `state` for two different things. */
export function fieldLabel(type: string, name: string, { fields }: Words): string {
  return say(fields.names, type === 'Patient' && name === 'state' ? 'residence' : name);
}
