import { Injectable } from '@nestjs/common';
import { FigurePapers, ReturnMaker, type RestatedQuestion } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { ExportFile } from '@kept-informed/exports';
import { rules } from '@kept-informed/fields';
import { type KeptPublication, Publications } from '@kept-informed/publications';
import { postInWords } from '../cases/words.js';
import { paperOf } from '../figures/paper-file.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { AskedAgain, PublicationModel, PublicationsModel } from './publication-page.js';

const atOnce = 50;

/** Returns as they were given, as pages show them. */
@Injectable()
export class PublicationsReader {
  constructor(
    private readonly publications: Publications,
    private readonly maker: ReturnMaker,
    private readonly papers: FigurePapers,
    private readonly force: OwnForce,
  ) {}

  async list(after: unknown, mayPublish: boolean): Promise<PublicationsModel> {
    const [publishedAt, publicationId] = typeof after === 'string' ? after.split('~') : [];
    const isPlace = rules.instant.accepts(publishedAt) && rules.id.accepts(publicationId);
    const before = isPlace ? { publishedAt: publishedAt!, publicationId: publicationId! } : undefined;
    const found = await this.publications.list(before, atOnce + 1);
    const last = found.at(atOnce - 1);
    return {
      rows: found.slice(0, atOnce).map(({ publicationId: id, title, publishedAt: at, publishedBy }) => ({
        href: `/publications/${id}`,
        title,
        publishedAt: at,
        by: postInWords(publishedBy, this.force.directory.current),
      })),
      next:
        found.length > atOnce
          ? `/publications?after=${encodeURIComponent(`${last!.publishedAt}~${last!.publicationId}`)}`
          : null,
      mayPublish,
    };
  }

  /** As it stands on paper; `again`: with what is answered today. */
  async page(publicationId: string, again: boolean): Promise<PublicationModel> {
    const kept = await this.#known(publicationId);
    const { title, note, facts, parts } = await this.papers.publication(kept);
    return {
      title,
      note,
      facts: facts.map(([name, value]) => ({ name, value })),
      parts: parts.flatMap(({ heading, said, table }) => (table ? [{ heading, said, ...table }] : [])),
      paper: `/publications/${publicationId}.pdf`,
      document: `/publications/${publicationId}.json`,
      again: `/publications/${publicationId}?again=yes`,
      verified: again ? await this.#askedAgain(kept) : null,
    };
  }

  async paper(publicationId: string): Promise<ExportFile> {
    return paperOf(await this.papers.publication(await this.#known(publicationId)), `publication-${publicationId}`);
  }

  /** The bytes of which the digest is. */
  async document(publicationId: string): Promise<ExportFile> {
    const { document } = await this.#known(publicationId);
    return { name: `publication-${publicationId}.json`, type: 'application/json', bytes: Buffer.from(document) };
  }

  async #askedAgain(kept: KeptPublication): Promise<AskedAgain> {
    const { unchanged, sealed, same, restated } = await this.maker.verify(kept);
    return {
      isUnchanged: unchanged,
      leaf: sealed?.leaf ?? null,
      isSame: same,
      restated: restated.flatMap(restatedInWords),
    };
  }

  async #known(publicationId: string): Promise<KeptPublication> {
    const found = rules.id.accepts(publicationId) ? await this.publications.find(publicationId) : undefined;
    if (!found) throw new NoSuchPage();
    return found;
  }
}

function restatedInWords({ rows }: RestatedQuestion): string[] {
  return rows.map(({ group, before, after }) => {
    const of = group === null ? 'All together' : Object.values(group).join(', ');
    if (!before) return `${of}: there was no such line`;
    if (!after) return `${of}: there is no such line any more`;
    const [was, is] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
    const changed = Object.keys(was).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
    return `${of}: ${changed.map((name) => `${name} was ${String(was[name])}, is ${String(is[name])}`).join('; ')}`;
  });
}
