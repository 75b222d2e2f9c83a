/** Files dropped on another page, handed to the verify page; in memory, never in the address. */
class Handover {
  #files: readonly File[] = [];

  put(files: readonly File[]): void {
    this.#files = files;
  }

  /** Gives the files once. */
  take(): readonly File[] {
    const files = this.#files;
    this.#files = [];
    return files;
  }
}

export const handover = new Handover();
