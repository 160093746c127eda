package org.threadless.storage.app;

import java.util.Locale;
import java.util.Set;

/**
 * The SQL of apps: statements that read and write rows, and savepoints. A database does more at a
 * word: it commits at COMMIT, H2 at every change of a table too, and at SHUTDOWN it is gone. It is
 * a list of what is for apps, so that nothing is forgotten that is not.
 *
 * <p>This keeps an app from doing such a thing unawares, the same on each database. Who means it
 * finds a way: apps are part of the process.
 */
final class AppSql {

  private static final Set<String> FOR_APPS =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "WITH",
          "VALUES",
          "TABLE",
          "CALL",
          "DO",
          "EXPLAIN",
          "SHOW",
          "LOCK",
          "NOTIFY",
          "DECLARE",
          "FETCH",
          "MOVE",
          "CLOSE",
          "SAVEPOINT",
          "RELEASE");

  // What may stand before the first word of a statement: ( and {? = of calls.
  private static final String BEFORE_WORDS = "({?=";

  private final String text;
  private int at;

  private AppSql(String text) {
    this.text = text;
  }

  /**
   * Looks at each statement in a text.
   *
   * @throws UnsupportedOperationException where one is not for apps
   */
  static void check(String text) {
    AppSql sql = new AppSql(text);
    while (sql.at < text.length()) {
      sql.checkStatement();
    }
  }

  private void checkStatement() {
    String first = word();
    String second = word();
    boolean may =
        (first.isEmpty() && isAtEnd())
            || FOR_APPS.contains(first)
            || (first.equals("SET") && second.equals("LOCAL"))
            || (first.equals("ROLLBACK") && (second.equals("TO") || word().equals("TO")));
    if (!may) {
      throw new UnsupportedOperationException(refusal(first));
    }
    passOver();
  }

  private boolean isAtEnd() {
    return at >= text.length() || text.charAt(at) == ';';
  }

  private static String refusal(String word) {
    return (word.isEmpty() ? "a statement that begins with no word" : word)
        + " is not for apps: they read and write rows, the router ends the message's transaction,"
        + " and tables are made and changed by migrations";
  }

  /** Returns the next word of the statement in capitals; empty where something else comes. */
  private String word() {
    while (at < text.length() && (isBeforeWords(text.charAt(at)) || isComment())) {
      next();
    }
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  // H2 passes over all that Java or Unicode takes for a blank, and over control characters.
  private static boolean isBeforeWords(char c) {
    return BEFORE_WORDS.indexOf(c) >= 0
        || c <= ' '
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c);
  }

  /** Goes to the end of the statement, and past the semicolon. */
  private void passOver() {
    while (at < text.length() && text.charAt(at) != ';') {
      next();
    }
    at++;
  }

  private boolean isComment() {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  /** Goes past what belongs together: a comment, something in quotes, or one character. */
  private void next() {
    if (text.startsWith("//", at) || text.charAt(at) == '`') {
      // To H2 a comment and a name in quotes, to PostgreSQL operators.
      throw new UnsupportedOperationException(
          "// and ` are not for apps: they do not mean the same to each database");
    }
    if (text.startsWith("--", at)) {
      passOverLine();
    } else if (text.startsWith("/*", at)) {
      passOverComment();
    } else if (text.charAt(at) == '\'') {
      passOverText();
    } else if (text.charAt(at) == '"') {
      at = endOf("\"", at + 1);
    } else if (text.charAt(at) == '$' && !isInName(at - 1)) {
      passOverDollars();
    } else {
      at++;
    }
  }

  private void passOverLine() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  // One in the other.
  private void passOverComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
  }

  // Two quotes in it are the end of one text and the beginning of another, which comes to the same.
  private void passOverText() {
    boolean escapes = at > 0 && "Ee".indexOf(text.charAt(at - 1)) >= 0 && !isInName(at - 2);
    at++;
    while (at < text.length() && text.charAt(at) != '\'') {
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  // $$ ... $$ or $name$ ... $name$; a parameter, $1, is none.
  private void passOverDollars() {
    int end = at + 1;
    while (end < text.length() && isInName(end)) {
      end++;
    }
    boolean quotes =
        end < text.length() && text.charAt(end) == '$' && !Character.isDigit(text.charAt(at + 1));
    at = quotes ? endOf(text.substring(at, end + 1), end + 1) : at + 1;
  }

  private boolean isInName(int index) {
    return index >= 0
        && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
  }

  private int endOf(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}
