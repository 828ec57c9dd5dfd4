import { Module } from '@nestjs/common';
import { CharacteristicsController } from './characteristics.controller.js';
import { ComplianceController } from './compliance.controller.js';
import { MeasuresController } from './measures.controller.js';
import { RestatementController } from './restatement.controller.js';
import { VariationController } from './variation.controller.js';

/** Reports on what fell due. Takes the database, the clock and the force from the follow-up module. */
@Module({
  controllers: [
    ComplianceController,
    CharacteristicsController,
    MeasuresController,
    VariationController,
    RestatementController,
  ],
})
export class ComplianceModule {}
