export { default as Countdown } from './Countdown.svelte';
export { default as Remaining } from './Remaining.svelte';
