/** Whole seconds until an instant (Unix milliseconds), never below zero, counted while the component lives; null without one. */
export function secondsUntil(instant: () => number | null): { readonly seconds: number | null } {
  let now = $state(Date.now());
  $effect(() => {
    if (instant() === null) return;
    now = Date.now();
    const timer = setInterval(() => {
      now = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  });
  return {
    get seconds() {
      const ends = instant();
      return ends === null ? null : Math.max(0, Math.round((ends - now) / 1000));
    },
  };
}
