export { page } from './contact.controller.js';
