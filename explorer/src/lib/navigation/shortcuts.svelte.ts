/** Kept over reloads. */
const KEY = 'caretrail.keys';

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys are shortcuts; a reader can switch them off (WCAG 2.1.4). */
class Shortcuts {
  #on = $state(kept());

  get on(): boolean {
    return this.#on;
  }
  set on(on: boolean) {
    this.#on = on;
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // Storage may be switched off: the choice then lasts for this page.
    }
  }
}

export const shortcuts = new Shortcuts();
