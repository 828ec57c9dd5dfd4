import type { Readable } from 'node:stream';
import { csvMetadata, metadataType } from './csv-metadata.js';
import { csvStream, csvType } from './csv.js';
import type { ExportTable } from './export-table.js';
import { spreadsheet, spreadsheetType } from './spreadsheet.js';

/** The forms in which a table can be taken away, by the ends of their names. */
export const fileTypes = { csv: csvType, xlsx: spreadsheetType } as const;
export type FileEnding = keyof typeof fileTypes;

/** A file as it is answered. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Readable | Buffer;
}

interface StreamedFile extends ExportFile {
  readonly bytes: Readable;
}

/** A table as a file, made as it is read. */
export async function fileOf<Row>(table: ExportTable<Row>, ending: FileEnding): Promise<StreamedFile> {
  const bytes = ending === 'csv' ? csvStream(table) : await spreadsheet(table);
  return { name: `${table.name}.${ending}`, type: fileTypes[ending], bytes };
}

/** What lies beside a file of more rows than fit into one book with their definitions. */
export function definitionsFile<Row>(table: Omit<ExportTable<Row>, 'rows'>): ExportFile {
  const bytes = Buffer.from(JSON.stringify(csvMetadata(table), null, 2));
  return { name: `${table.name}.csv-metadata.json`, type: metadataType, bytes };
}
