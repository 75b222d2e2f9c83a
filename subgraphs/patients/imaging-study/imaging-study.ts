import {
  type ImagingSeries,
  type ImagingStudyDetailRow,
  type ImagingStudyRow,
  imagingStudy,
} from '@caretrail/db/records';
import { type Builder, type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import type { Around } from '../record/around.ts';
import { clinicalFields, clinicalReferences } from '../record/clinical-fields.ts';
import type { Values } from '../values.ts';

type Row = Loaded<ImagingStudyRow & ImagingStudyDetailRow>;

const addSeries = (builder: Builder, { Coding }: Values) =>
  builder.objectRef<ImagingSeries>('ImagingSeries').implement({
    embedded: true,
    description: 'A series of images of one kind.',
    fields: (t) => ({
      uid: t.exposeString('uid', { description: 'DICOM Series Instance UID.' }),
      number: t.exposeInt('number'),
      modality: t.expose('modality', { type: Coding }),
      bodySite: t.expose('bodySite', { type: Coding }),
      description: t.exposeString('description'),
      started: t.expose('started', { type: 'DateTime' }),
      numberOfInstances: t.exposeInt('numberOfInstances'),
    }),
  });

export function imagingStudyDeclaration(builder: Builder, around: Around): RecordDeclaration<Row> {
  const Series = addSeries(builder, around.values);
  return {
    type: imagingStudy,
    description: 'A study of images, without the images.',
    root: 'imagingStudy',
    list: 'imagingStudies',
    references: clinicalReferences(around),
    fields: (t) => {
      const seen = leafFields(t, imagingStudy.see);
      const read = leafFields(t, imagingStudy.content, 'clinical.read');
      return {
        ...clinicalFields(t, around),
        month: seen('month', 'String', 'YYYY-MM of the start, in UTC.'),
        status: seen('status', 'String'),
        modality: seen('modality', 'String', 'DICOM modality of the first series.'),
        sensitivity: seen('sensitivity', 'String', 'N, R or V (HL7 confidentiality).'),
        started: read('started', 'DateTime'),
        studyUid: read('studyUid', 'String', 'DICOM Study Instance UID.'),
        procedure: read('procedure', around.values.Coding),
        description: read('description', 'String'),
        series: read('series', [Series]),
        numberOfSeries: read('numberOfSeries', 'Int'),
        numberOfInstances: read('numberOfInstances', 'Int'),
      };
    },
  };
}
