import type fhir4 from 'fhir/r4.js';
import {
  type ImagingSeries,
  type ImagingStudyDetailRow,
  type ImagingStudyRow,
  month,
} from '../../records/index.ts';
import { clinicalKeys, sensitivityOf } from './clinical.ts';
import { coding, concept } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import type { Mapped } from './mapped.ts';

export interface ImagingStudyPayload {
  readonly see: Omit<ImagingStudyRow, 'patient' | 'encounter'>;
  readonly content: ImagingStudyDetailRow;
}

const STATUSES = ['registered', 'available', 'cancelled', 'entered-in-error', 'unknown'] as const;

export function mapImagingStudy(resource: Element<fhir4.ImagingStudy>): Mapped<ImagingStudyPayload> {
  const started = resource.dateTime('started');
  const procedures = resource.elements('procedureCode');
  const series = resource.elements('series');
  return {
    keys: clinicalKeys(resource, 'ImagingStudy'),
    at: started === null ? null : earliestInstant(started),
    payload: {
      see: {
        month: month(started),
        status: resource.code('status', STATUSES),
        modality: modality(series) ?? resource.elements('modality')[0]?.label('code') ?? null,
        sensitivity: sensitivityOf(resource, [...procedures, ...resource.elements('reasonCode')]),
      },
      content: {
        started,
        study_uid: studyUid(resource.elements('identifier')),
        procedure: concept(procedures[0] ?? null),
        description: resource.text('description'),
        series: series.map(imagingSeries),
        number_of_series: resource.integer('numberOfSeries') ?? series.length,
        number_of_instances: resource.integer('numberOfInstances'),
      },
    },
  };
}

function modality(series: readonly Element<fhir4.ImagingStudySeries>[]): string | null {
  return series[0]?.element('modality')?.label('code') ?? null;
}

/** DICOM's uid of the study stands among the identifiers as `urn:oid:`. */
function studyUid(identifiers: readonly Element<fhir4.Identifier>[]): string | null {
  const values = identifiers.map((identifier) => identifier.text('value') ?? '');
  return values.find((value) => value.startsWith('urn:oid:'))?.slice('urn:oid:'.length) ?? null;
}

function imagingSeries(element: Element<fhir4.ImagingStudySeries>): ImagingSeries {
  const [kind, site] = [element.element('modality'), element.element('bodySite')];
  return {
    uid: element.text('uid'),
    number: element.integer('number'),
    modality: kind === null ? null : coding(kind),
    bodySite: site === null ? null : coding(site),
    description: element.text('description'),
    started: element.dateTime('started'),
    numberOfInstances: element.integer('numberOfInstances') ?? element.elements('instance').length,
  };
}
