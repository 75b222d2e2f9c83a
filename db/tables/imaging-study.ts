import { integer, jsonb, text } from 'drizzle-orm/pg-core';
import { clinicalTables } from './clinical.ts';

export const [imagingStudy, imagingStudyDetail, imagingStudyVersion, imagingStudyDetailVersion] =
  clinicalTables('imagingStudy', {
    see: { status: text(), modality: text() },
    time: 'started',
    content: {
      studyUid: text(),
      procedure: jsonb(),
      description: text(),
      series: jsonb().notNull(),
      numberOfSeries: integer(),
      numberOfInstances: integer(),
    },
  });
