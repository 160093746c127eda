package org.threadless.console.call;

import java.io.IOException;
import java.io.Writer;
import java.util.Objects;

/** What a route answers. */
public sealed interface Reply {

  /**
   * A whole page, in the shell that all have.
   *
   * @param title what the browser's tab says
   * @param section which part of the navigation it belongs to
   * @param template the name of a file of {@code src/main/jte}, without {@code .jte}
   * @param model its one parameter
   * @param status of HTTP
   */
  record Page(String title, Section section, String template, Record model, int status)
      implements Reply {

    /** Refuses nulls. */
    public Page {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(section, "section");
      Objects.requireNonNull(template, "template");
      Objects.requireNonNull(model, "model");
    }
  }

  /** A part of a page, which a script puts into it. */
  record Fragment(String template, Record model) implements Reply {}

  /**
   * To another page of the console; after a change, so that a reload does not repeat it.
   *
   * @param path below {@code /console}, with its query, percent-encoded
   */
  record Redirect(String path) implements Reply {}

  /**
   * A file to keep, written as it is read: it may be of any length.
   *
   * @param name of the file, such as {@code messages.csv}
   * @param rows writes it
   */
  record Download(String name, Rows rows) implements Reply {}

  /** Writes a file, row by row. */
  @FunctionalInterface
  interface Rows {

    /**
     * Writes all of it.
     *
     * @throws IOException where whoever asked for it is gone
     */
    void write(Writer out) throws IOException;
  }

  /** Returns a whole page. */
  static Reply page(String title, Section section, String template, Record model) {
    return new Page(title, section, template, model, 200);
  }

  /** Returns a part of a page. */
  static Reply fragment(String template, Record model) {
    return new Fragment(template, model);
  }

  /** Returns where to go. */
  static Reply redirect(String path) {
    return new Redirect(path);
  }

  /** Returns a file of comma-separated values. */
  static Reply csv(String name, Rows rows) {
    return new Download(name, rows);
  }
}
