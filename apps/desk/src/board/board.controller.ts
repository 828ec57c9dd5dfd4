import { randomUUID } from 'node:crypto';
import { Body, Controller, Query, Res } from '@nestjs/common';
import { OwnForce } from '@kept-informed/commitments';
import { rules } from '@kept-informed/fields';
import type { Response } from 'express';
import { listIn, textIn, type FormBody } from '../frame/form-body.js';
import { Form, nothingNew, Page } from '../frame/page.js';
import { forMacro } from '../frame/strict.js';
import { AlertsTakenOn } from './alerts-taken-on.js';
import { type BoardModel, boardPage, boardRows } from './board-page.js';
import { BoardReader, queryOf, type BoardFilter } from './board.reader.js';

const onBoard = { roles: ['supervisor'], people: true } as const;

type BoardQuery = Readonly<Record<'team' | 'rung' | 'status' | 'after' | 'position', unknown>>;

/** A supervisor's board: what waits for somebody on the cases that they see. */
@Controller()
export class BoardController {
  constructor(
    private readonly board: BoardReader,
    private readonly force: OwnForce,
    private readonly takingOn: AlertsTakenOn,
  ) {}

  @Page(boardPage, { at: 'board', about: 'cases', ...onBoard })
  async read(@Query() query: BoardQuery) {
    return boardPage.with(await this.#model(filterIn(query)));
  }

  /** The rows alone, for the script that keeps them up to date; 204 while nothing was recorded since. */
  @Page(boardRows, { at: 'board/rows', about: 'cases', ...onBoard })
  async rows(@Query() query: BoardQuery, @Res({ passthrough: true }) response: Response) {
    if (query.position === (await this.board.position())) return nothingNew;
    const board = await this.board.table(filterIn(query));
    response.setHeader('X-Position', board.position);
    return boardRows.with({ board });
  }

  /** Takes on several at once; each is decided by itself, and told by itself. */
  @Form(boardPage, { at: 'board/acknowledgements', about: 'named-cases', ...onBoard })
  async takeOn(@Body() body: FormBody = {}) {
    const filter = filterIn(Object.fromEntries(new URLSearchParams(textIn(body, 'query'))) as BoardQuery);
    const alerts = listIn(body, 'alert')
      .filter((id) => rules.id.accepts(id))
      .slice(0, 100);
    const note = textIn(body, 'note');
    const fault = alerts.length === 0 ? 'Choose at least one row' : note.length > 4_000 ? 'The note is too long' : null;
    if (fault) return boardPage.with({ ...(await this.#model(filter)), fault }, 422);
    const plan = textIn(body, 'plan') === 'yes';
    const results = await this.takingOn.all({ alerts, plan, note, key: textIn(body, 'key') });
    return boardPage.with({ ...(await this.#model(filter)), results });
  }

  async #model(filter: BoardFilter): Promise<BoardModel> {
    const teams = this.force.directory.current
      .teams()
      .map(({ id, name }) => ({ value: id, text: name, selected: id === filter.team }));
    return {
      board: await this.board.table(filter),
      query: queryOf(filter),
      team: filter.team ?? '',
      teams: forMacro([{ value: '', text: 'All that I see', selected: !filter.team }, ...teams]),
      rung: filter.rung ?? '',
      status: filter.status ?? '',
      key: randomUUID(),
      results: null,
      fault: null,
    };
  }
}

const statuses: ReadonlySet<unknown> = new Set(['open', 'acknowledged', 'snoozed']);

/** What makes no sense in an address is passed over: it would else be a page that somebody kept and cannot open. */
function filterIn({ team, rung, status, after }: Partial<BoardQuery>): BoardFilter {
  const [at = '', id = ''] = typeof after === 'string' ? after.split('~') : [];
  const isPlace = rules.instant.accepts(at) && rules.id.accepts(id);
  return {
    ...(rules.id.accepts(team) && { team: team as string }),
    ...(rules.id.accepts(rung) && { rung: rung as string }),
    ...(statuses.has(status) && { status: status as string }),
    ...(isPlace && { after: [at, id] as const }),
  };
}
