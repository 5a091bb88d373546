export { FirmIndex } from './firm-index.js';
