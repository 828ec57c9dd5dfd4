export { enclosureOf, isPaper } from './enclosure.js';
export { type Paper, type PaperPart } from './paper.js';
export { NoTypesetter, paperType, typeset } from './typesetter.js';
