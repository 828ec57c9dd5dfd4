export { prepareDesk } from './server.js';
