export { default as OpenCase } from './OpenCase.svelte';
