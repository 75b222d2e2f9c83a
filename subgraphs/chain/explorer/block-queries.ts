import { type Builder, type Connections, Cursors, makePage, pageSize } from '@caretrail/kit';
import { countBlocks, loadBlock, loadBlocks } from './block-row.ts';
import type { addBlock } from './block-type.ts';

/** `Query.block` and `Query.blocks`, the newest first. */
export function addBlockQueries(
  builder: Builder,
  connections: Connections,
  block: ReturnType<typeof addBlock>,
  cursorKey: Uint8Array,
): void {
  const connection = connections.of('Block', block);
  builder.queryFields((t) => ({
    block: t.field({
      type: block,
      access: 'open',
      args: {
        channel: t.arg.string({ required: true, defaultValue: 'care' }),
        number: t.arg.int({ required: true }),
      },
      resolve: (_, { channel, number }, context) => loadBlock(context, channel, number),
    }),
    blocks: t.field({
      type: connection,
      access: 'open',
      nullable: false,
      args: {
        channel: t.arg.string({ required: true, defaultValue: 'care' }),
        first: t.arg.int(),
        after: t.arg.string(),
      },
      resolve: async (_, { channel, first, after }, context) => {
        const size = pageSize({ first });
        const cursors = new Cursors(cursorKey, context.caller, `Query.blocks ${channel}`);
        const [below] = after == null ? [null] : cursors.open(after, 1);
        const rows = await loadBlocks(context, channel, below === null ? null : Number(below), size + 1);
        return makePage({
          ...{ rows, size, cursors },
          after: after != null,
          position: ({ number }) => [String(number)],
          count: async (most) => Math.min(await countBlocks(context, channel), most ?? Infinity),
        });
      },
    }),
  }));
}
