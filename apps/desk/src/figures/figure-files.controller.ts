import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { asFile, type ExportTable, fileOf } from '@kept-informed/exports';
import { NoPage } from '../frame/page.js';
import { AlikeReader } from './alike.reader.js';
import { FigureFilesReader } from './figure-files.reader.js';
import { endingIn } from './file-links.js';
import { ofCases, ofFigures } from './report.controller.js';
import type { Address } from './report-query.js';

/** What pages of figures show, to be taken away as CSV or a spreadsheet. */
@Controller()
export class FigureFilesController {
  constructor(
    private readonly files: FigureFilesReader,
    private readonly figures: AlikeReader,
  ) {}

  @NoPage('get', { at: 'report/measures.:ending', ...ofFigures })
  measure(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.measure(address));
  }

  @NoPage('get', { at: 'report/measures/rows.:ending', ...ofCases })
  measuredRows(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.measuredRows(address));
  }

  @NoPage('get', { at: 'report/alike.:ending', roles: ['performance'], about: 'figures' })
  alike(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.figures.table(address));
  }

  @NoPage('get', { at: 'report/months.:ending', ...ofFigures })
  months(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.months(address));
  }

  @NoPage('get', { at: 'report/compare.:ending', ...ofFigures })
  funnel(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.funnel(address));
  }

  @NoPage('get', { at: 'report/changes.:ending', ...ofCases })
  changes(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.changes(address));
  }

  @NoPage('get', { at: 'no-limit.:ending', ...ofFigures })
  noLimit(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.noLimit(address));
  }

  @NoPage('get', { at: 'silence.:ending', ...ofCases })
  silence(@Param('ending') ending: string, @Query() address: Address) {
    return sent(ending, () => this.files.silence(address));
  }
}

async function sent<Row>(ending: string, table: () => Promise<ExportTable<Row>>): Promise<StreamableFile> {
  const form = endingIn(ending);
  return asFile(await fileOf(await table(), form));
}
