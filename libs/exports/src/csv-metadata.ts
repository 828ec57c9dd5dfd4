import type { ExportTable } from './export-table.js';

/** The media type of what lies beside a table of CSV (CSV on the Web). */
export const metadataType = 'application/csvm+json';

const datatypes = { text: 'string', number: 'number', flag: 'boolean', date: 'date', instant: 'dateTime' } as const;

/** What the columns of a table mean, for people and for programs (W3C, Metadata Vocabulary for Tabular Data). */
export function csvMetadata<Row>({ name: file, words, columns }: Omit<ExportTable<Row>, 'rows'>): object {
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    url: `${file}.csv`,
    'dc:title': words.title,
    'dc:description': words.definition,
    notes: [
      ...words.facts.map(([name, value]) => ({ name, value })),
      ...words.measures.map(([name, value]) => ({ name, value })),
    ],
    dialect: { header: true, lineTerminators: ['\r\n'] },
    tableSchema: {
      columns: columns.map(({ name, kind, sentence }) => ({
        name,
        titles: name,
        datatype: datatypes[kind],
        'dc:description': sentence,
        null: '',
      })),
    },
  };
}
