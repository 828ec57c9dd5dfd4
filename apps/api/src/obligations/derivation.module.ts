import { Module } from '@nestjs/common';
import { DerivationController } from './derivation.controller.js';
import { DerivationReader } from './derivation.reader.js';

/** Explanations of due dates. Takes the database, the store and the force from the follow-up module. */
@Module({ controllers: [DerivationController], providers: [DerivationReader] })
export class DerivationModule {}
