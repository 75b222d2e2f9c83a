import type { ConsentRule } from '@caretrail/proof/consent';
import { dateText } from '../format/date.ts';
import type { Terms } from '../questions/decisions.ts';
import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

/** What sentences are made with. */
export interface Voice {
  readonly words: Words;
  /** BCP 47 tag for dates. */
  readonly tag: string;
  /** Names of members by slug. */
  readonly names: ReadonlyMap<string, string>;
}

const STAFF = 'staff/';

/** A member by name, a person of theirs by id. */
export const actorText = (actor: string, { words, names }: Voice): string =>
  actor.startsWith(STAFF) ? words.consents.person(actor.slice(STAFF.length)) : (names.get(actor) ?? actor);

const listed = (parts: readonly string[], { tag }: Voice): string => new Intl.ListFormat(tag).format(parts);

function timesOf({ period, dataPeriod }: ConsentRule, { words, tag }: Voice): readonly string[] {
  const said = words.consents;
  const day = (text: string | null | undefined) => (text == null ? null : dateText(text, tag));
  const [from, until] = [day(period?.start), day(period?.end)];
  return [
    ...(from === null ? [] : [said.from(from)]),
    ...(until === null ? [] : [said.until(until)]),
    ...(dataPeriod === null
      ? []
      : [said.ofTime(day(dataPeriod.start) ?? said.open, day(dataPeriod.end) ?? said.open)]),
  ];
}

/** A rule in one sentence: who may see what, for which purpose, until when. */
export function ruleText(rule: ConsentRule, voice: Voice): string {
  const { words } = voice;
  const said = words.consents;
  const who = listed(
    rule.actors.map((actor) => actorText(actor, voice)),
    voice,
  );
  const what =
    rule.classes.length === 0
      ? said.everything
      : listed(
          rule.classes.map((name) => said.classes[name]),
          voice,
        );
  const purposes = rule.purposes.map((code) => say(words.people.purposes, code));
  const deny = rule.actors.length === 0 ? said.denyAll(what) : said.deny(who, what);
  const parts = [
    rule.decision === 'PERMIT' ? said.permit(who, what) : deny,
    said.purpose(purposes.length === 0 ? said.any : listed(purposes, voice)),
    ...timesOf(rule, voice),
  ];
  return `${parts.join('')}${said.stop}`;
}

/** The base rule, then each exception; what an exception leaves open is as in the base rule. */
export const termsTexts = (terms: Terms, voice: Voice): readonly string[] => [
  ruleText(terms, voice),
  ...terms.exceptions.map((exception) =>
    ruleText(
      {
        decision: exception.decision,
        actors: exception.actors.length > 0 ? exception.actors : terms.actors,
        classes: exception.classes.length > 0 ? exception.classes : terms.classes,
        purposes: exception.purposes.length > 0 ? exception.purposes : terms.purposes,
        period: exception.period,
        dataPeriod: exception.dataPeriod,
      },
      voice,
    ),
  ),
];
