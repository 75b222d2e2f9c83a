import type { Attachment } from 'svelte/attachments';

/** The whole window takes dropped files; the browser would else open them in place of the page. */
export function dropped(onfiles: (files: readonly File[]) => void): Attachment<HTMLElement> {
  return () => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onfiles(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  };
}
