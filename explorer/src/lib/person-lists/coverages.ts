import { periodText } from '../records/period-text.ts';
import { CODING, coding, organization, period } from '../records/values.ts';
import { object, orNull, text } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { say } from '../words/say.ts';
import { personQuestion, type RecordList, STANDING, standing, standingOf } from './list.ts';

const coverage = object({
  id: text,
  status: orNull(text),
  insurer: orNull(organization),
  type: shown(coding),
  period: shown(period),
  ...standing,
});

/** Who insures the person, newest first. */
export const coverages: RecordList<ReturnType<typeof coverage>> = {
  name: 'coverages',
  type: 'Coverage',
  question: personQuestion(
    'query Coverages',
    'coverages',
    `id status insurer { id slug name } type ${CODING} period { start end } ${STANDING}`,
    coverage,
  ),
  columns: ({ fields: { names, namesOf } }) => [
    names.insurer,
    names.type,
    namesOf.Coverage.period,
    names.status,
  ],
  row(node, words, tag) {
    const { id, insurer, type, status } = node;
    return {
      id,
      title: insurer?.name ?? words.record.types.Coverage,
      refusal: type.refusal,
      cells: [
        type.value?.display ?? type.value?.code ?? '–',
        node.period.value === null ? '–' : periodText(node.period.value, words, tag),
        status === null ? '–' : say(words.fields.statuses, status),
      ],
      state: standingOf(node),
    };
  },
};
