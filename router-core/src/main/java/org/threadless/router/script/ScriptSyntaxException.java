package org.threadless.router.script;

/** A script has a line that cannot be read. The message is one line for the user. */
public final class ScriptSyntaxException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int line;

  ScriptSyntaxException(int line, String problem) {
    super("line " + line + ": " + problem);
    this.line = line;
  }

  /** Returns which line it is, from 1. */
  public int line() {
    return line;
  }
}
