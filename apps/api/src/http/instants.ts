import type { NextFunction, Request, Response } from 'express';
import { oncePer } from './once-per.js';

/**
 * In a whole string of the JSON text; one that quotes an instant ends it with a backslash before the quotation mark. What stands before
 * is looked at last: the text is then searched for what is rare, in half the time.
 */
const milliseconds = /\.000(?=Z")(?<="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000)/g;

/** JSON in which instants of whole seconds are told without their milliseconds. */
export function withShorterInstants(value: unknown): string | undefined {
  // Not by a replacer, which is asked about every value there is: twice the time.
  return JSON.stringify(value)?.replace(milliseconds, '');
}

/** One that several are given is written once. */
const written = oncePer(withShorterInstants);

/** Answers JSON so. */
export function shorterInstants(_: Request, response: Response, next: NextFunction): void {
  response.json = (body?: unknown) => {
    if (!response.get('Content-Type')) response.type('json');
    return response.send(typeof body === 'object' && body !== null ? written(body) : withShorterInstants(body));
  };
  next();
}
