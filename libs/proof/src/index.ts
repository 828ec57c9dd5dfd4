export { databaseSource } from './database.source.js';
export { folderSource, writeExport } from './export.js';
export { signerKey, verifierKey, verifierKeyOf, type SignerKey } from './note.js';
export { seal } from './sealing.js';
export { verifyAll, type ProofSource, type Trust, type Verdict } from './verifying.js';
export { haveCosigned, witnessesIn, type Witness } from './witness.js';
