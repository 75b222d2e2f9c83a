export { default as Countdown } from './Countdown.svelte';
