import type { SvgPicture } from '@kept-informed/charts';

/** A picture with what it shows in words, which a paper may not be without. */
export interface PaperPicture {
  readonly drawing: SvgPicture;
  readonly words: string;
}

/** A table; the first column names its lines. */
export interface PaperTable {
  readonly heads: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

export interface PaperPart {
  readonly heading: string;
  /** What is said before picture and table. */
  readonly said: readonly string[];
  readonly picture: PaperPicture | null;
  readonly table: PaperTable | null;
  /** Names of things and what they are. */
  readonly list: readonly (readonly [name: string, value: string])[];
}

/** A file that goes with a paper, to be taken out of it byte by byte. */
export interface PaperEnclosure {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly words: string;
}

/** What goes on paper. Nothing of it is read as anything but text. */
export interface Paper {
  readonly title: string;
  /** Of whom it is. */
  readonly force: string;
  /** Of what period, as known when, at which position, under which digest. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly note: string | null;
  readonly parts: readonly PaperPart[];
  readonly enclosure: PaperEnclosure | null;
}
