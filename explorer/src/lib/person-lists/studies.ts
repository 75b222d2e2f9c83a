import { dateText } from '../format/date.ts';
import { CODING, coding } from '../records/values.ts';
import { object, orNull, text, whole } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { say } from '../words/say.ts';
import { personQuestion, type RecordList, STANDING, standing, standingOf } from './list.ts';

const study = object({
  id: text,
  month: orNull(text),
  modality: orNull(text),
  procedure: shown(coding),
  started: orNull(text),
  numberOfInstances: orNull(whole),
  ...standing,
});

/** Studies of images, newest first. */
export const studies: RecordList<ReturnType<typeof study>> = {
  name: 'studies',
  type: 'ImagingStudy',
  question: personQuestion(
    'query Studies',
    'imagingStudies',
    `id month modality procedure ${CODING} started numberOfInstances ${STANDING}`,
    study,
  ),
  columns: ({ fields: { names }, record, person }) => [
    record.types.ImagingStudy,
    names.modality,
    record.images,
    person.when,
  ],
  row(node, words, tag) {
    const { id, procedure, modality, numberOfInstances, started, month } = node;
    const kind = modality === null ? '–' : say(words.fields.modalities, modality);
    const when = started ?? month;
    return {
      id,
      title: procedure.value?.display ?? procedure.value?.code ?? words.record.types.ImagingStudy,
      refusal: procedure.refusal,
      cells: [
        kind,
        numberOfInstances === null ? '–' : String(numberOfInstances),
        when === null ? '–' : dateText(when, tag),
      ],
      state: standingOf(node),
    };
  },
};
