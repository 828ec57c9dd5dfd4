export { asFile } from './as-file.js';
export { metadataType } from './csv-metadata.js';
export { csvOf, csvType } from './csv.js';
export { definitionsFile, type ExportFile, type FileEnding, fileOf, fileTypes } from './export-file.js';
export { type ExportColumn, type ExportTable, type ExportValue, type ExportWords } from './export-table.js';
export { spreadsheetType } from './spreadsheet.js';
