import { type FileHandle, open } from 'node:fs/promises';
import { type BlockRecord, decodeRecord, encodeRecord, Truncated } from './block-record.ts';

/** Where a block stands in the file. */
interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** The block log is damaged in a way that no crash explains; nothing may be guessed. */
export class DamagedLedger extends Error {
  override readonly name = 'DamagedLedger';
  readonly block: number;

  constructor(block: number, reason: string, cause?: unknown) {
    super(`the block log is damaged at block ${block}: ${reason}. Restore it from a copy.`, { cause });
    this.block = block;
  }
}

/**
 * An append-only file of blocks. A block is on disk (fsync) when {@link append} resolves. A record that the file ends
 * within was never acknowledged: opening cuts it off and says so.
 */
export class BlockFile {
  readonly #file: FileHandle;
  readonly #extents: Extent[] = [];
  #end = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens the file and hands every block to `visit`, in order. */
  static async open(
    path: string,
    visit: (record: BlockRecord) => void,
    warn: (line: string) => void,
  ): Promise<BlockFile> {
    const blocks = new BlockFile(await open(path, 'a+'));
    try {
      await blocks.#scan(visit, warn);
      return blocks;
    } catch (error) {
      await blocks.close();
      throw error;
    }
  }

  async #scan(visit: (record: BlockRecord) => void, warn: (line: string) => void): Promise<void> {
    const bytes = await this.#file.readFile();
    while (this.#end < bytes.length) {
      const decoded = this.#next(bytes);
      if (!decoded) {
        warn(`cut ${bytes.length - this.#end} bytes of an unfinished block ${this.height} off the block log`);
        await this.#file.truncate(this.#end);
        await this.#file.sync();
        return;
      }
      visit(decoded.record);
      this.#extents.push({ offset: this.#end, length: decoded.end - this.#end });
      this.#end = decoded.end;
    }
  }

  #next(bytes: Buffer): { record: BlockRecord; end: number } | null {
    try {
      const decoded = decodeRecord(bytes, this.#end);
      if (decoded.record.number !== this.height)
        throw new Error(`it calls itself block ${decoded.record.number}`);
      return decoded;
    } catch (error) {
      if (error instanceof Truncated) return null;
      throw new DamagedLedger(this.height, error instanceof Error ? error.message : 'unreadable', error);
    }
  }

  /** Number of blocks. */
  get height(): number {
    return this.#extents.length;
  }

  async append(record: BlockRecord): Promise<void> {
    const bytes = encodeRecord(record);
    await this.#file.appendFile(bytes);
    await this.#file.datasync();
    this.#extents.push({ offset: this.#end, length: bytes.length });
    this.#end += bytes.length;
  }

  async read(number: number): Promise<BlockRecord | null> {
    const extent = this.#extents[number];
    if (!extent) return null;
    const bytes = Buffer.alloc(extent.length);
    await this.#file.read(bytes, 0, extent.length, extent.offset);
    return decodeRecord(bytes, 0).record;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
