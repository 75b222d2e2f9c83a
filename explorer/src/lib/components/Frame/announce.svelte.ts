/** The one polite live region of the page. */
class Announcer {
  text = $state('');
}

export const announcer = new Announcer();

/** Says a sentence to readers of the screen; a repeated one is said again. */
export function announce(text: string): void {
  announcer.text = '';
  queueMicrotask(() => {
    announcer.text = text;
  });
}
