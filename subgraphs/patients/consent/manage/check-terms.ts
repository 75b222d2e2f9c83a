import { MutationRefused, PURPOSES } from '@caretrail/kit';
import type { ConsentPeriod, ConsentRule, ConsentTerms } from '@caretrail/proof/consent';

/** Rules, actors and purposes that one decision may have: more than a person can oversee. */
const MOST = 20;
/** A time that a rule holds until: a day, or an instant; a signer and the ledger must mean the same by it. */
const DAY_OR_INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$/;
const ANY_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}\.\d{3}Z)?)?)?$/;
const PERSON = /^staff\/[A-Za-z0-9._@-]{1,64}$/;

const refuse = (field: string, message: string, code = 'TERMS'): never => {
  throw new MutationRefused(code, `terms.${field}`, message);
};

/** What terms need besides their shape, before anything is asked of the ledger. @throws MutationRefused */
export function checkTerms(terms: ConsentTerms, members: ReadonlySet<string>): void {
  if (terms.exceptions.length > MOST) refuse('exceptions', `A decision has at most ${MOST} exceptions.`);
  checkRule(terms, '', members);
  for (const [at, exception] of terms.exceptions.entries()) {
    checkRule(exception, `exceptions.${at}.`, members);
    if (exception.decision === 'PERMIT' && [...exception.actors, ...terms.actors].length === 0)
      refuse(`exceptions.${at}.actors`, 'A permit names whom it is for.');
  }
  if (terms.decision === 'PERMIT' && terms.actors.length === 0)
    refuse('actors', 'A permit names whom it is for: members by slug, their people as staff/<id>.');
}

function checkRule(rule: ConsentRule, place: string, members: ReadonlySet<string>): void {
  if (rule.actors.length > MOST) refuse(`${place}actors`, `A rule names at most ${MOST} actors.`);
  for (const actor of rule.actors)
    if (!members.has(actor) && !PERSON.test(actor))
      refuse(
        `${place}actors`,
        `${actor.slice(0, 70)} is no member of the network: name one by its slug, or a person as staff/<id>.`,
        'ACTOR_UNKNOWN',
      );
  const known: readonly string[] = PURPOSES;
  for (const purpose of rule.purposes)
    if (!known.includes(purpose))
      refuse(`${place}purposes`, `${purpose.slice(0, 20)} is none of ${known.join(' ')}.`);
  checkPeriod(
    rule.period,
    `${place}period`,
    DAY_OR_INSTANT,
    'YYYY-MM-DD, or an instant in UTC with milliseconds',
  );
  checkPeriod(rule.dataPeriod, `${place}dataPeriod`, ANY_DATE, 'a year, month, day, or instant in UTC');
}

function checkPeriod(period: ConsentPeriod | null, place: string, form: RegExp, words: string): void {
  if (period === null) return;
  const { start, end } = period;
  for (const [name, time] of [
    ['start', start],
    ['end', end],
  ] as const)
    if (time !== null && !(form.test(time) && exists(time))) refuse(`${place}.${name}`, `It is ${words}.`);
  if (start !== null && end !== null && start > `${end}~`) refuse(place, 'It ends before it starts.');
}

/** Whether a date of any precision is in the calendar. */
function exists(time: string): boolean {
  const whole = `${time}${'0001-01-01T00:00:00.000Z'.slice(time.length)}`;
  const parsed = Date.parse(whole);
  return (
    !Number.isNaN(parsed) && new Date(parsed).toISOString() === whole && parsed >= Date.parse('0001-01-01')
  );
}
