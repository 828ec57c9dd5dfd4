import { escaped } from '@kept-informed/runtime';

/** A picture as SVG. It holds no style, which a strict policy of pages would refuse, and no font: it has that of what it stands in. */
export class SvgPicture {
  constructor(readonly svg: string) {}
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element with what stands in it: other elements, as made by this. */
export function element(name: string, attributes: Attributes, ...inside: readonly string[]): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(shown(value))}"`);
  return inside.length === 0 ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inside.join('')}</${name}>`;
}

export const text = (attributes: Attributes, words: string): string => element('text', attributes, escaped(words));

const shown = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;

/** What a picture is, for whoever does not see it. */
export interface DrawingWords {
  /** Its own among those of a page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly description: string;
}

interface DrawingPlace extends DrawingWords {
  readonly width: number;
  readonly height: number;
  /** An image is one thing to a reader of screens, which hides the links in it: what has links is a group. */
  readonly hasLinks: boolean;
}

export function drawing(
  { id, title, description, width, height, hasLinks }: DrawingPlace,
  ...inside: readonly string[]
): SvgPicture {
  return new SvgPicture(
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        class: 'desk-drawing',
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        role: hasLinks ? 'group' : 'img',
        'aria-labelledby': `${id}-title`,
        'aria-describedby': `${id}-desc`,
        'font-size': 16,
      },
      element('title', { id: `${id}-title` }, escaped(title)),
      element('desc', { id: `${id}-desc` }, escaped(description)),
      ...inside,
    ),
  );
}

/** Dark enough on white for text (7:1) and for lines (3:1). */
export const colours = {
  ink: '#0b0c0c',
  line: '#1d70b8',
  limit: '#505a5f',
  signal: '#d4351c',
  paper: '#ffffff',
} as const;

/** What a point of a picture says, and where it leads. */
export interface DrawnPoint {
  /** Its figure with its name, in words. */
  readonly words: string;
  /** Null: it leads nowhere for who looks. */
  readonly href: string | null;
}

/** A mark that says what it is, and leads to what it is of. */
export function marked({ words, href }: DrawnPoint, mark: string): string {
  const said = element('title', {}, escaped(words));
  return href === null ? element('g', {}, said, mark) : element('a', { href, 'aria-label': words }, said, mark);
}
