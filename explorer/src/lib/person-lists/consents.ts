import { dateText } from '../format/date.ts';
import { periodText } from '../records/period-text.ts';
import { CONSENT_DECISIONS } from '../records/provision.ts';
import { period } from '../records/values.ts';
import { object, oneOf, orNull, text } from '../shape/read.ts';
import { say } from '../words/say.ts';
import { personQuestion, type RecordList, STANDING, standing, standingOf } from './list.ts';

const consent = object({
  id: text,
  month: orNull(text),
  status: orNull(text),
  scope: orNull(text),
  decision: orNull(oneOf(CONSENT_DECISIONS)),
  dateTime: orNull(text),
  period: orNull(period),
  ...standing,
});

/** What the person decided on who may see what, newest first. */
export const consents: RecordList<ReturnType<typeof consent>> = {
  name: 'consents',
  type: 'Consent',
  question: personQuestion(
    'query Consents',
    'consents',
    `id month status scope decision dateTime period { start end } ${STANDING}`,
    consent,
  ),
  columns: ({ fields: { names, namesOf } }) => [
    names.decision,
    namesOf.Consent.period,
    names.status,
    names.dateTime,
  ],
  row(node, words, tag) {
    const { id, decision, scope, status, dateTime, month } = node;
    const about = scope === null ? words.record.types.Consent : say(words.fields.scopes, scope);
    const when = dateTime ?? month;
    return {
      id,
      title: decision === null ? about : words.person.decided(about, words.fields.decisions[decision]),
      refusal: null,
      cells: [
        node.period === null ? '–' : periodText(node.period, words, tag),
        status === null ? '–' : say(words.fields.statuses, status),
        when === null ? '–' : dateText(when, tag),
      ],
      state: standingOf(node),
    };
  },
};
