package org.threadless.router.engine.language;

/** A file of texts cannot be used as a whole. */
public final class UnreadableTextsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final String problem;

  UnreadableTextsException(String file, String problem) {
    super(file + ": " + problem);
    this.file = file;
    this.problem = problem;
  }

  /** Returns its name. */
  public String file() {
    return file;
  }

  /** Returns what is wrong, for the user. */
  public String problem() {
    return problem;
  }
}
