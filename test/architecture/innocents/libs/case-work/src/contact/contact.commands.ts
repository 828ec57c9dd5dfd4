import { Command } from '@nestjs/cqrs';

export class RecordContact extends Command<void> {}
