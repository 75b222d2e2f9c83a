export { default as Answered } from './Answered.svelte';
export { default as Denied } from './Denied.svelte';
