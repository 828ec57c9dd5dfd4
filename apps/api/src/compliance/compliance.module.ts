import { Module } from '@nestjs/common';
import { ComplianceController } from './compliance.controller.js';
import { ComplianceReader } from './compliance.reader.js';
import { VariationController } from './variation.controller.js';

/** Reports on what fell due. Takes the database, the clock and the force from the follow-up module. */
@Module({ controllers: [ComplianceController, VariationController], providers: [ComplianceReader] })
export class ComplianceModule {}
