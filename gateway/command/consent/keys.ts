import { replaceKey, retireKey } from '@caretrail/proof/command';
import { Command } from 'commander';
import { CommandFailure } from '../failure.ts';
import { type Output, table } from '../output.ts';
import { stated } from './person.ts';
import type { AsPerson } from './subject.ts';

const REPLACE = `mutation ReplaceKey($input: ReplaceKeyInput!) { change: replaceKey(input: $input) {
  errors { message } } }`;
const RETIRE = `mutation RetireKey($input: RetireKeyInput!) { change: retireKey(input: $input) {
  errors { message } } }`;

function noKey(): never {
  throw new CommandFailure('The person has no key that signs: `consent grant` makes one.');
}

/** `consent keys`: which keys a person has, who holds them, and what can be done about them. */
export function keysCommand(as: AsPerson, output: Output): Command {
  const list = as(
    new Command('list').description('List the keys; those held by DEPLOYMENT lie in this home.'),
    async (person) => {
      const rows = (await person.signing()).keys.map(({ thumbprint, state, holder, code }) => [
        ...[thumbprint, state, holder],
        code ?? '',
      ]);
      output.answer(table([['key', 'state', 'held by', 'reason'], ...rows]));
    },
  );
  const replace = as(
    new Command('replace').description('Put a new key in the place of the one that signs: both sign it.'),
    async (person) => {
      const place = await person.signing();
      const old = (await person.voice(place)) ?? noKey();
      const fresh = await person.newKey();
      const { key } = fresh;
      const request = { organization: place.organization, key, replaces: old.thumbprint };
      await person.change(REPLACE, {
        ...{ patient: person.patient, key: { x: key.x, y: key.y }, holder: 'DEPLOYMENT' },
        replaces: old.thumbprint,
        possession: await stated({ ...fresh, sequence: 1 }, place, replaceKey, request),
        agreement: await stated(old, place, replaceKey, request),
      });
      output.answer(fresh.thumbprint);
    },
  );
  const retire = as(
    new Command('retire').description(
      'End the key that signs, at once and for good: what was granted with it cannot be revoked any more.',
    ),
    async (person) => {
      const place = await person.signing();
      const voice = (await person.voice(place)) ?? noKey();
      const { thumbprint } = voice;
      const request = { organization: place.organization, thumbprint };
      const statement = await stated(voice, place, retireKey, request);
      await person.change(RETIRE, { patient: person.patient, thumbprint, statement });
    },
  );
  const keys = new Command('keys').description('The keys that a person of the demo signs with.');
  for (const command of [list, replace, retire]) keys.addCommand(command.exitOverride());
  return keys;
}
