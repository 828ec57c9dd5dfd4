import { Module } from '@nestjs/common';
import { CatalogueReader } from './catalogue.reader.js';
import { CommitmentsController } from './commitments.controller.js';

/** The catalogue. Takes the force and the store from the follow-up module. */
@Module({ controllers: [CommitmentsController], providers: [CatalogueReader] })
export class CommitmentsModule {}
