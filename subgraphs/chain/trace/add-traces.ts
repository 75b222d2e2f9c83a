import { type Builder, KNOWN_TYPES, type KnownType, stub } from '@caretrail/kit';
import { tracedRecord } from './trace-loader.ts';
import type { TraceRow } from './trace-row.ts';
import type { addTrace } from './trace-type.ts';

/** Gives every record type its `trace`. The stubs enforce the type's see policy; the trace adds none. */
export function addTraces(builder: Builder, trace: ReturnType<typeof addTrace>['trace']) {
  const traced = (type: KnownType) => {
    const record = stub<TraceRow>(builder, type, tracedRecord(type));
    builder.objectField(record, 'trace', (t) => t.field({ type: trace, resolve: (row) => row }));
    return record;
  };
  for (const type of KNOWN_TYPES) if (type !== 'Patient') traced(type);
  return { Patient: traced('Patient') };
}
