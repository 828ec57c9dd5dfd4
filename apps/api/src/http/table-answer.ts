import { applyDecorators, type StreamableFile, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import {
  asFile,
  definitionsFile,
  type ExportTable,
  type FileEnding,
  fileOf,
  fileTypes,
  metadataType,
  spreadsheetType,
} from '@kept-informed/exports';
import type { Request, Response } from 'express';
import { chosenType, Produces } from './produced.js';

const json = 'application/json';
/** In what forms a table is answered. */
const tableTypes = [json, fileTypes.csv, spreadsheetType, metadataType] as const;

/** What is asked and where it is answered. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

const binary = { schema: { type: 'string', format: 'binary' } } as const;

const sentence = [
  'As JSON; or where that is asked for by Accept as CSV or a spreadsheet: up to 50,000 lines with a sheet of definitions, more as',
  `lines alone. \`${metadataType}\` says what the columns mean. A file has every line, of one moment, and no total.`,
].join(' ');

/**
 * A route that answers with a table: as JSON, or as a file where that is asked for by Accept. `others`: in which forms it can be
 * had besides.
 */
export function AnswersTable(answer: Type, others: readonly string[] = []): MethodDecorator {
  return applyDecorators(
    Produces(...tableTypes, ...others),
    ApiExtraModels(answer),
    ApiOkResponse({
      description: sentence,
      content: {
        [json]: { schema: { $ref: getSchemaPath(answer) } },
        'text/csv': { schema: { type: 'string' } },
        [spreadsheetType]: binary,
        [metadataType]: { schema: { type: 'object', additionalProperties: true } },
        ...Object.fromEntries(others.map((type) => [type, binary])),
      },
    }),
  );
}

/** In which form a table is asked for; null: as JSON. */
export function askedForm({ request, response }: Exchange, others: readonly string[] = []): string | null {
  response.vary('Accept');
  const type = chosenType(request, [...tableTypes, ...others]);
  return type === json ? null : type;
}

/** A table in the form that was asked for, sent as it is made; beside a file stands where its columns are told. */
export async function tableAnswer<Row>(
  table: ExportTable<Row>,
  form: string,
  { request, response }: Exchange,
): Promise<StreamableFile> {
  if (form === metadataType) return asFile(definitionsFile(table));
  response.setHeader('Link', `<${request.originalUrl}>; rel="describedby"; type="${metadataType}"`);
  const ending = (Object.keys(fileTypes) as FileEnding[]).find((one) => fileTypes[one] === form)!;
  return asFile(await fileOf(table, ending));
}

/** The answer as it is, or the table of it, as was asked for. */
export async function inAskedForm<Answer, Row>(
  answer: Answer,
  tableOf: (answer: Answer) => ExportTable<Row>,
  exchange: Exchange,
): Promise<Answer | StreamableFile> {
  const form = askedForm(exchange);
  return form === null ? answer : tableAnswer(tableOf(answer), form, exchange);
}
