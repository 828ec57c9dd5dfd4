import { Injectable } from '@nestjs/common';
import { ContactForeseeing } from './contact-foreseeing.js';
import { ContactLogging } from './contact-logging.js';

/** What a form for a contact can be sent for. */
@Injectable()
export class ContactHandling {
  constructor(
    readonly logging: ContactLogging,
    readonly foreseeing: ContactForeseeing,
  ) {}
}
