import { dateText } from '../format/date.ts';
import { CODING, coding } from '../records/values.ts';
import { listOrNone, object, orNull, text } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { say } from '../words/say.ts';
import { personQuestion, type RecordList, STANDING, standing, standingOf } from './list.ts';

const medicine = object({
  id: text,
  month: orNull(text),
  status: orNull(text),
  medication: shown(coding),
  authoredOn: orNull(text),
  dosage: listOrNone(text),
  ...standing,
});

/** What was prescribed, newest first. */
export const medicines: RecordList<ReturnType<typeof medicine>> = {
  name: 'medicines',
  type: 'MedicationRequest',
  question: personQuestion(
    'query Medicines',
    'medicationRequests',
    `id month status medication ${CODING} authoredOn dosage ${STANDING}`,
    medicine,
  ),
  columns: ({ fields: { names }, person }) => [names.medication, names.dosage, names.status, person.when],
  row(node, words, tag) {
    const { id, medication, dosage, status, authoredOn, month } = node;
    const when = authoredOn ?? month;
    return {
      id,
      title: medication.value?.display ?? medication.value?.code ?? words.record.types.MedicationRequest,
      refusal: medication.refusal,
      cells: [
        dosage.join('; ') || '–',
        status === null ? '–' : say(words.fields.statuses, status),
        when === null ? '–' : dateText(when, tag),
      ],
      state: standingOf(node),
    };
  },
};
