import { Injectable } from '@nestjs/common';
import { OwnForce } from '@kept-informed/commitments';
import type { Dimension } from '@kept-informed/compliance';
import type { Paper } from '@kept-informed/papers';
import type { KeptPublication } from '@kept-informed/publications';
import type { ComplianceReport } from './figures.js';
import { publicationPaper } from './publication-paper.js';
import { type NarrowedReport, narrowedIn, reportPaper } from './report-paper.js';

/** Puts what was answered on paper, in the words of the force. */
@Injectable()
export class FigurePapers {
  constructor(private readonly force: OwnForce) {}

  /** `narrowed`: by what it was asked for. */
  report(report: ComplianceReport, groupBy: readonly Dimension[], narrowed: NarrowedReport): Promise<Paper> {
    return reportPaper({ report, groupBy, only: narrowedIn(narrowed) }, this.force);
  }

  publication(kept: KeptPublication): Promise<Paper> {
    return publicationPaper(kept, this.force);
  }
}
