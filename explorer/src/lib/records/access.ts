import { dateText } from '../format/date.ts';
import type { AccessEntry } from '../questions/access-log.ts';
import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

/** When: a day, with its hours where the reader of the log learns them (UTC). */
export function whenText({ first, last }: AccessEntry, tag: string): string {
  if (first === null || last === null) return '–';
  if (first.endsWith('T00:00:00.000Z') && first === last) return dateText(first.slice(0, 10), tag);
  const [begun, ended] = [first.slice(11, 16), last.slice(11, 16)];
  return begun === ended ? dateText(last, tag) : `${dateText(first, tag)} – ${ended}`;
}

/** Who: by name, as the reader of the log, or by what they are. */
export function readerText(
  { own, readerName, role, tier, reader }: AccessEntry,
  viewer: string,
  { access, people }: Words,
): string {
  if (own) return access.you;
  if (readerName !== null) return readerName;
  if (tier === 'patient') return viewer === 'patient' ? access.standIn : access.person;
  return role === null ? (reader ?? '–') : say(people.roles, role);
}

/** What was opened, or refused: classes of data, else what the rules speak of. */
export function openedText({ classes, policies }: AccessEntry, { access }: Words): string {
  const named =
    classes.length > 0
      ? classes.map((one) => say(access.classes, one))
      : policies.filter((one) => Object.hasOwn(access.policies, one)).map((one) => say(access.policies, one));
  return named.length > 0 ? named.join(', ') : '–';
}
