import {
  type Builder,
  type GrantedRow,
  type KnownType,
  knownRecord,
  type RequestContext,
  stub,
} from '@caretrail/kit';
import type { addTrace } from './trace-type.ts';
import { versionLoader } from './version-loader.ts';

/** Record types that have a `trace`; a new one is added here and nowhere else in this subgraph. */
const TRACED: readonly KnownType[] = ['Patient', 'Encounter', 'Condition', 'Claim'];

/**
 * The record, if it is there for this caller. Its versions are asked for in the same breath, and kept for `trace`: they
 * show nothing of a record that turns out not to be there.
 */
async function withVersions(
  type: KnownType,
  id: string,
  context: RequestContext,
): Promise<GrantedRow | null> {
  const [record] = await Promise.all([knownRecord(type)(id, context), context.use(versionLoader).load(id)]);
  return record;
}

/** Gives every traced type its `trace`. The stubs enforce the type's see policy; the trace adds none. */
export function addTraces(builder: Builder, trace: ReturnType<typeof addTrace>): void {
  for (const type of TRACED) {
    const record = stub<GrantedRow>(builder, type, (id, context) => withVersions(type, id, context));
    builder.objectField(record, 'trace', (t) =>
      t.field({
        type: trace,
        resolve: async ({ id, grants }, _, context) => {
          const versions = await context.use(versionLoader).load(id);
          return versions.length === 0 ? null : { id, grants, type, versions };
        },
      }),
    );
  }
}
