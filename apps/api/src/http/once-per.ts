/** What is made of an answer that several get: once for all of them, and forgotten with it. */
export function oncePer<Answer extends object, Made>(make: (answer: Answer) => Made): (answer: Answer) => Made {
  const known = new WeakMap<Answer, { readonly made: Made }>();
  return (answer) => {
    const before = known.get(answer);
    if (before) return before.made;
    const made = make(answer);
    known.set(answer, { made });
    return made;
  };
}
