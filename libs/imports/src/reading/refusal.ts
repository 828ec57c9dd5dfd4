/** What keeps a file, or all of it from a line on, from being read. */
const fileFaults = {
  'file-not-found': 'There is no such file: look at its name and its folder.',
  folder: 'It is a folder: name the files in it.',
  unreadable: 'It cannot be opened: see to it that it is a file which whoever runs this may read.',
  'zip-archive': 'It is a zip archive or a workbook: unpack it, or save the sheet as CSV UTF-8, and name that file.',
  'utf-16': 'It looks like UTF-16, as the “Unicode text” of a spreadsheet is: save it as CSV UTF-8.',
  'not-text': 'Its first line is not UTF-8 text: save it as CSV UTF-8.',
  'empty-file': 'There is nothing in it: fetch it again, or leave it out.',
  'no-rows': 'It has a header and no rows: fetch it again, or leave it out.',
  'wrong-separator': 'Its columns are parted by another sign than the comma: save it with commas.',
  'doubled-column': 'It has a column twice: take one of the two out.',
  'missing-column': 'It lacks a column that the mapping reads: send it with that, or change the mapping.',
  'wrong-header': 'It is neither a street nor an outcomes file: name one as data.police.uk publishes it.',
  'too-large': 'More comes out of it than is taken at once: send it in parts.',
  truncated: 'The packed file ends too early: fetch it again.',
  damaged: 'It cannot be read to its end: fetch it again.',
  'cut-off': 'The row is cut off where the file ends: fetch the file again.',
} as const;

/** What keeps one row from being taken, while the others are. */
const rowFaults = {
  'invalid-utf8': 'The row is not UTF-8 text: save the file as CSV UTF-8.',
  'line-too-long': 'The row is longer than 64 KiB: look for line ends that are missing.',
  'broken-quotes': 'The quotes of the row do not pair up: double those inside a value.',
  'wrong-column-count':
    'The row has another number of values than the header: look for a comma or line break too many.',
  'bad-month':
    'The month is not written as in 2016-12, from 1900 on: take the file as published, without a spreadsheet.',
  'in-the-future': 'The month is not over yet: look at its year.',
  'bad-crime-id': 'The Crime ID is not 64 hexadecimal digits: take the file as published, without a spreadsheet.',
  'no-crime-id': 'The Crime ID is missing: an outcome without one belongs to no crime.',
  'no-crime-type': 'The crime type is missing: put it in.',
  'unknown-offence-group':
    'The crime type is none of the force’s offence groups: put it right, or add it to those of the force file.',
  'no-outcome': 'The outcome is missing: put it in.',
  'unknown-outcome': 'The outcome is none of those that data.police.uk has: put it right.',
  'bad-json':
    'The row is not one JSON object of texts, numbers and true or false: write one object a line, none within it.',
  'missing-value': 'A value is missing: put it in.',
  'bad-value': 'The value is none that the mapping or the product knows: put it right, or add it to the mapping.',
  'bad-time': 'The time is not written as the mapping says: put it right, or change `times` in the mapping.',
  'not-yet': 'The time is yet to come: put it right.',
  'unknown-area': 'The force has no such area: put it right, or give the area its name in the mapping.',
  'unknown-staff': 'The force has no such member of staff: put it right, or add them to the force file.',
  'outcome-does-not-fit': 'A contact by this method cannot end so: put it right, or change the mapping.',
  'unknown-case': 'There is no such case: bring in the extract that opens it first.',
  'unknown-person': 'There is no such person on the case: bring in the extract that names them first.',
  'before-case': 'It is before the case was opened: put it right.',
  'reference-taken': 'Another case of this kind has this reference: put it right.',
} as const;

type FileFault = keyof typeof fileFaults;
export type ImportRefusalCode = FileFault | keyof typeof rowFaults;

/** What was not read and why, in a sentence. Never repeats what stands in the row: a mangled row may hold anything. */
export interface ImportRefusal {
  readonly file: string;
  /** 0 for the file as a whole. */
  readonly line: number;
  readonly code: ImportRefusalCode;
  /** Where one column is at fault. */
  readonly column?: string;
  readonly detail: string;
}

/** Takes down what was not read. */
export type OnRefused = (refusal: ImportRefusal) => void;

/** What is wrong with a row or a file; `detail` where it can be said better than for every other with that code. */
export interface Fault {
  readonly code: ImportRefusalCode;
  readonly column?: string;
  readonly detail?: string;
}

export function refusalOf(file: string, line: number, { code, column, detail }: Fault): ImportRefusal {
  return { file, line, code, ...(column && { column }), detail: detail ?? { ...fileFaults, ...rowFaults }[code] };
}

/** Whether more than one row is lost by it. */
export function isOfTheFile(code: ImportRefusalCode): boolean {
  return Object.hasOwn(fileFaults, code);
}

/** The file system and zlib say by a code what is wrong; an error without one is a fault of ours. */
export function isReadError(error: unknown): error is NodeJS.ErrnoException {
  return typeof (error as NodeJS.ErrnoException | null)?.code === 'string';
}
