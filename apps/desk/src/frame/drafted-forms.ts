/** A form whose draft is kept. */
export interface DraftedForm {
  /** Its name, and what beside the case it is about. */
  readonly form: string;
  readonly caseId: string | null;
  /** The page that it stands on. */
  readonly shownAt: string;
}

/** Where something is, and the name of the draft that it shows or sends. */
interface DraftRoute {
  readonly at: string;
  readonly draft?: string | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** The addresses of pages by the names of the drafts that they show. */
const pagesWithDrafts = new Map<string, string>();

/** A page that shows what its form was left with: one for each name. */
export function showsDraft({ draft, at }: DraftRoute): void {
  if (draft === undefined || draft === null) return;
  if ((pagesWithDrafts.get(draft) ?? at) !== at) throw new Error(`Drafts named ${draft} are shown by two pages`);
  pagesWithDrafts.set(draft, at);
}

export const isDrafted = (form: string): boolean => pagesWithDrafts.has(form.split(' ')[0]!);

/** The form of a page or of what one sends; undefined: nothing of it is kept. */
export function drafted({ draft }: Pick<DraftRoute, 'draft'>, params: Params): DraftedForm | undefined {
  const at = draft ? pagesWithDrafts.get(draft) : undefined;
  if (!draft || at === undefined) return undefined;
  const names = [...at.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const others = names.filter((name) => name !== 'caseId').map((name) => String(params[name]));
  return {
    form: [draft, ...others].join(' '),
    caseId: params['caseId'] === undefined ? null : String(params['caseId']),
    shownAt: `/${at.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`,
  };
}
