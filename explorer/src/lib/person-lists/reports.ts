import { dateText } from '../format/date.ts';
import { CODING, coding } from '../records/values.ts';
import { object, orNull, text } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { say } from '../words/say.ts';
import { personQuestion, type RecordList, STANDING, standing, standingOf } from './list.ts';

const report = object({
  id: text,
  month: orNull(text),
  category: orNull(text),
  status: orNull(text),
  code: shown(coding),
  effective: orNull(text),
  ...standing,
});

/** What laboratories, imaging departments and clinicians reported, newest first. */
export const reports: RecordList<ReturnType<typeof report>> = {
  name: 'reports',
  type: 'DiagnosticReport',
  question: personQuestion(
    'query Reports',
    'diagnosticReports',
    `id month category status code ${CODING} effective ${STANDING}`,
    report,
  ),
  columns: ({ fields: { names, namesOf }, person }) => [
    namesOf.DiagnosticReport.code,
    names.category,
    names.status,
    person.when,
  ],
  row(node, words, tag) {
    const { id, code, category, status, effective, month } = node;
    const when = effective ?? month;
    return {
      id,
      title: code.value?.display ?? code.value?.code ?? words.record.types.DiagnosticReport,
      refusal: code.refusal,
      cells: [
        category === null ? '–' : say(words.fields.categories, category),
        status === null ? '–' : say(words.fields.statuses, status),
        when === null ? '–' : dateText(when, tag),
      ],
      state: standingOf(node),
    };
  },
};
