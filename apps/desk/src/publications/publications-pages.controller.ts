import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { ReturnMaker } from '@kept-informed/case-work';
import { asFile } from '@kept-informed/exports';
import { ofFigures } from '../figures/report.controller.js';
import type { FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, NoPage, Page } from '../frame/page.js';
import { PlainForms } from '../frame/plain-forms.js';
import { publicationForm } from './publication-form.js';
import { publicationPage, publicationsPage } from './publication-page.js';
import { PublicationsReader } from './publications.reader.js';

const publishing = { at: 'publications/new', roles: ['performance'], about: 'figures', draft: 'publication' } as const;

/** Returns as they were given: frozen, given on paper, and asked again. */
@Controller()
export class PublicationsPagesController {
  constructor(
    private readonly publications: PublicationsReader,
    private readonly maker: ReturnMaker,
    private readonly forms: PlainForms,
  ) {}

  @Page(publicationsPage, { at: 'publications', ...ofFigures })
  async list(@Query('after') after: unknown, @CurrentPrincipal() { roles }: Principal) {
    return publicationsPage.with(await this.publications.list(after, roles.includes('performance')));
  }

  @Page(formPage, publishing)
  begin(@LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(publicationForm(this.maker), left);
  }

  @Form(formPage, publishing)
  publish(@Body() body?: FormBody) {
    return this.forms.take(publicationForm(this.maker), body);
  }

  // Before publications by their ids, which a name with an ending is not.
  @NoPage('get', { at: 'publications/:publicationId.pdf', ...ofFigures })
  async paper(@Param('publicationId') publicationId: string): Promise<StreamableFile> {
    return asFile(await this.publications.paper(publicationId));
  }

  @NoPage('get', { at: 'publications/:publicationId.json', ...ofFigures })
  async document(@Param('publicationId') publicationId: string): Promise<StreamableFile> {
    return asFile(await this.publications.document(publicationId));
  }

  @Page(publicationPage, { at: 'publications/:publicationId', ...ofFigures })
  async read(@Param('publicationId') publicationId: string, @Query('again') again: unknown) {
    return publicationPage.with(await this.publications.page(publicationId, again === 'yes'));
  }
}
