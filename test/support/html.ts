import { HtmlValidate } from 'html-validate';

const checker = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    // The kept components: a skip link with a role, groups of boxes.
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'no-implicit-button-type': 'off',
  },
});

/** What is wrong with the HTML of a page. */
export function malformed(html: string): string[] {
  const { results } = checker.validateStringSync(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId} at ${line}: ${message}`),
  );
}
