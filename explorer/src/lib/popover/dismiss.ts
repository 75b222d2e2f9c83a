import type { Attachment } from 'svelte/attachments';

/** Calls back on Escape, and on a press or focus outside of the element. */
export function dismiss(close: () => void): Attachment<HTMLElement> {
  return (element) => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !element.contains(event.target)) close();
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    element.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      element.removeEventListener('keydown', leave);
    };
  };
}
