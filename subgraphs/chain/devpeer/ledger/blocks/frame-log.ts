import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256 } from '@caretrail/chain/ledger/fabric';

const LENGTH = 4;
const CHECKSUM = 8;
const HEAD = LENGTH + CHECKSUM;

function frame(payload: Uint8Array): Buffer {
  const head = Buffer.alloc(LENGTH);
  head.writeUInt32BE(payload.length);
  return Buffer.concat([head, sha256(head, payload).subarray(0, CHECKSUM), payload]);
}

/**
 * An append-only file of payloads, each behind its length and a checksum. Reading stops at the first frame that is not
 * whole and cuts the rest: what such a file holds beside the block log is written before the block that counts.
 */
export class FrameLog {
  readonly #path: string;
  #file: FileHandle;
  /** Bytes of the file. */
  size = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async open(
    path: string,
    visit: (payload: Buffer) => void,
    warn: (line: string) => void,
  ): Promise<FrameLog> {
    const log = new FrameLog(path, await open(path, 'a+', 0o600));
    const bytes = await log.#file.readFile();
    for (let payload = frameAt(bytes, 0); payload; payload = frameAt(bytes, log.size)) {
      visit(payload);
      log.size += HEAD + payload.length;
    }
    if (log.size < bytes.length) {
      warn(`cut ${bytes.length - log.size} bytes of an unfinished entry off ${path.split(/[\\/]/).at(-1)}`);
      await log.#file.truncate(log.size);
      await log.#file.sync();
    }
    return log;
  }

  /** Writes the payloads; on disk when this resolves with `durable`, else safe only from the end of the process. */
  async append(payloads: readonly Uint8Array[], durable: boolean): Promise<void> {
    const bytes = Buffer.concat(payloads.map(frame));
    await this.#file.appendFile(bytes);
    if (durable) await this.#file.datasync();
    this.size += bytes.length;
  }

  /** Puts a file with these payloads in the place of this one; what is not among them is gone from the disk. */
  async replace(payloads: readonly Uint8Array[]): Promise<void> {
    const unfinished = `${this.#path}.new`;
    const bytes = Buffer.concat(payloads.map(frame));
    const file = await open(unfinished, 'w', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await this.#file.close();
    await rename(unfinished, this.#path);
    const folder = await open(dirname(this.#path), 'r');
    await folder.sync();
    await folder.close();
    this.#file = await open(this.#path, 'a+', 0o600);
    this.size = bytes.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function frameAt(bytes: Buffer, offset: number): Buffer | null {
  if (offset + HEAD > bytes.length) return null;
  const head = bytes.subarray(offset, offset + LENGTH);
  const payload = bytes.subarray(offset + HEAD, offset + HEAD + head.readUInt32BE());
  if (payload.length < head.readUInt32BE()) return null;
  const checksum = bytes.subarray(offset + LENGTH, offset + HEAD);
  return sha256(head, payload).subarray(0, CHECKSUM).equals(checksum) ? payload : null;
}
