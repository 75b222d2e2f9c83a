import type { Lineage } from '../lineage.ts';
import { csv } from './csv.ts';
import { fhirProvenance } from './fhir-provenance.ts';
import { provJson } from './prov-json.ts';
import { provJsonLd } from './prov-jsonld.ts';

/** A lineage as a text, by the names of its forms. */
export const FORMATS = {
  PROV_JSON: provJson,
  PROV_JSONLD: provJsonLd,
  FHIR_PROVENANCE: fhirProvenance,
  CSV: csv,
} as const satisfies Readonly<Record<string, (lineage: Lineage) => string>>;

export const FORMAT_VALUES = {
  PROV_JSON: { description: 'PROV-JSON, W3C Member Submission of 24 April 2013.' },
  PROV_JSONLD: { description: 'PROV-JSONLD, W3C Member Submission of 25 August 2024.' },
  FHIR_PROVENANCE: { description: 'A FHIR R4 bundle with a Provenance for each version.' },
  CSV: { description: 'One row a version, RFC 4180.' },
} as const satisfies Readonly<Record<keyof typeof FORMATS, object>>;
