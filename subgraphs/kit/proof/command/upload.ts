import { hashText } from '../text/hex.ts';
import { members } from '../text/shape.ts';
import { command, type Reader } from './command.ts';
import { organization, orNull, randomId } from './readers.ts';

/** A person of an institution: the id is keyed, and the institution vouches for it. */
export type Person = Readonly<{ organization: string; staff: string }>;

const person: Reader<Person> = (value) => {
  const read = members(value, ['organization', 'staff']);
  return { organization: organization(read.organization), staff: hashText(read.staff) };
};

/** `patient` (subject of a registered key), `countersigner` (another organization): who may confirm; one at least. */
export const proposeUpload = command('upload', 'propose', {
  upload: randomId,
  proposer: person,
  commitment: hashText,
  patient: orNull(randomId),
  countersigner: orNull(organization),
});

/** `countersigner`: who confirms for an institution; null where the patient's key signs. */
export const confirmUpload = command(
  'upload',
  'confirm',
  {
    upload: randomId,
    commitment: hashText,
    countersigner: orNull(person),
  },
  1,
);

export const withdrawUpload = command('upload', 'withdraw', { upload: randomId });
