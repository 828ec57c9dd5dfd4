import { Module } from '@nestjs/common';
import { ComplianceController } from './compliance.controller.js';
import { EthnicityController } from './ethnicity.controller.js';
import { MeasuresController } from './measures.controller.js';
import { RestatementController } from './restatement.controller.js';
import { VariationController } from './variation.controller.js';

/** Reports on what fell due. Takes the database, the clock and the force from the follow-up module. */
@Module({
  controllers: [
    ComplianceController,
    EthnicityController,
    MeasuresController,
    VariationController,
    RestatementController,
  ],
})
export class ComplianceModule {}
