export { DeskConfiguration } from './configuration.js';
export { prepareDesk } from './server.js';
