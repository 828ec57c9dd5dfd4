export { OpenCase } from './case/case.commands.js';
