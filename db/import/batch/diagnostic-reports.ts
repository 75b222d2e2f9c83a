import type { DiagnosticReportPayload } from '../fhir/diagnostic-report.ts';
import { Refusal } from '../refusal.ts';
import { DIAGNOSTIC_REPORT } from '../write/record-tables.ts';
import { distinct } from './batch.ts';
import { takeClinical } from './clinical.ts';
import { keptRecords } from './kept-records.ts';
import { sourceRecords } from './source-records.ts';
import type { StagedRow } from './staged-row.ts';

/** A report names the results that are held; one of another patient refuses it. */
export const takeDiagnosticReports = takeClinical(
  DIAGNOSTIC_REPORT,
  async (sql, rows: readonly StagedRow<DiagnosticReportPayload>[], { members }) => {
    const wanted = distinct(rows.flatMap((row) => row.payload.results));
    const records = await sourceRecords(sql, members.source, 'Observation', wanted);
    const kept = await keptRecords(sql, 'observation', distinct([...records.values()]));
    return (row, sorting) => {
      const results = row.payload.results.map((key) => {
        const record = sorting.optional(key, key === null ? null : (records.get(key) ?? null));
        if (record !== null && kept.get(record)?.patient !== row.patient) {
          throw new Refusal('INCONSISTENT_REFERENCE', 'DiagnosticReport.result');
        }
        return record;
      });
      return {
        performer: sorting.optional(row.practitioner_key, row.practitioner),
        results: results.filter((record) => record !== null),
      };
    };
  },
);
