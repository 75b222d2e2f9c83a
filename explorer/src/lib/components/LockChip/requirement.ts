import { say } from '#lib/words/say.ts';
import type { Words } from '#lib/words/words.ts';

/** What a refusal asks for (`role:registrar`, `purpose:TREAT`, `scope:…`, `step-up`, `case`) in words. */
export function requirement(required: string, { states, people }: Words): string {
  const [kind = '', ...rest] = required.split(':');
  const name = rest.join(':');
  switch (kind) {
    case 'role':
      return states.requires.role(say(people.roles, name));
    case 'purpose':
      return states.requires.purpose(say(people.purposes, name));
    case 'scope':
      return states.requires.scope(name);
    case 'step-up':
      return states.requires.stepUp;
    case 'case':
      return states.requires.case;
    default:
      return required;
  }
}
