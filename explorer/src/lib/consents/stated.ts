import { CONSENT_CLASSES, type StatedTerms } from '@caretrail/proof/consent';

/** What a form says, as terms of a decision. */
export function statedIn(form: FormData, patient: string): StatedTerms {
  const one = (name: string): string => String(form.get(name) ?? '').trim();
  const chosen = form.getAll('class').map(String);
  const [actor, purpose, until] = [one('actor'), one('purpose'), one('until')];
  return {
    patient,
    decision: one('decision') === 'DENY' ? 'DENY' : 'PERMIT',
    actors: actor === '' ? [] : [actor],
    classes: CONSENT_CLASSES.filter((name) => chosen.includes(name)),
    purposes: purpose === '' ? [] : [purpose],
    period: until === '' ? null : { start: null, end: until },
  };
}
