import { type Builder, type KnownType, stub } from '@caretrail/kit';
import { tracedRecord } from './trace-loader.ts';
import type { TraceRow } from './trace-row.ts';
import type { addTrace } from './trace-type.ts';

/** Record types that have a `trace`; a new one is added here and nowhere else in this subgraph. */
const TRACED: readonly KnownType[] = ['Patient', 'Encounter', 'Condition', 'Claim'];

/** Gives every traced type its `trace`. The stubs enforce the type's see policy; the trace adds none. */
export function addTraces(builder: Builder, trace: ReturnType<typeof addTrace>): void {
  for (const type of TRACED) {
    const record = stub<TraceRow>(builder, type, tracedRecord(type));
    builder.objectField(record, 'trace', (t) => t.field({ type: trace, resolve: (row) => row }));
  }
}
