import { Command } from '@nestjs/cqrs';
