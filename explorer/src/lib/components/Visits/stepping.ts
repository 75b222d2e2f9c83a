import type { Attachment } from 'svelte/attachments';

/** `J` and `K` move the focus to the next and the previous thing of a list; `Enter` then opens it as a link. */
export function stepping(selector: string): Attachment<HTMLElement> {
  return (element) => {
    const step = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (by === 0 || typing) return;
      const things = [...element.querySelectorAll<HTMLElement>(selector)];
      const at = things.findIndex((thing) => thing.contains(document.activeElement));
      things[Math.min(Math.max(at + by, 0), things.length - 1)]?.focus();
    };
    document.addEventListener('keydown', step);
    return () => document.removeEventListener('keydown', step);
  };
}
