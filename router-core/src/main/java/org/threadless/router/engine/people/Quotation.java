package org.threadless.router.engine.people;

/** Follows the quotation marks of a row, line by line. */
final class Quotation {

  private enum Place {
    CELL_BEGINS,
    PLAIN,
    QUOTED,
    /** Behind a quotation mark in a quoted cell, which ends it or is one of two. */
    PERHAPS_ENDED,
    WRONG
  }

  private Place place = Place.CELL_BEGINS;
  private long opened;

  /** Reads the next line of the row. */
  void read(String line, long number) {
    for (int i = 0; i < line.length(); i++) {
      Place before = place;
      place = after(line.charAt(i));
      if (before == Place.CELL_BEGINS && place == Place.QUOTED) {
        opened = number;
      }
    }
  }

  private Place after(char c) {
    return switch (place) {
      case CELL_BEGINS -> c == '"' ? Place.QUOTED : afterPlain(c);
      case PLAIN -> afterPlain(c);
      case QUOTED -> c == '"' ? Place.PERHAPS_ENDED : Place.QUOTED;
      case PERHAPS_ENDED -> c == '"' ? Place.QUOTED : afterEnd(c);
      case WRONG -> Place.WRONG;
    };
  }

  private static Place afterPlain(char c) {
    return endsCell(c) ? Place.CELL_BEGINS : Place.PLAIN;
  }

  private static Place afterEnd(char c) {
    return endsCell(c) ? Place.CELL_BEGINS : Place.WRONG;
  }

  private static boolean endsCell(char c) {
    return c == ',' || c == '\n' || c == '\r';
  }

  /** Returns whether the row goes on in the next line. */
  boolean isOpen() {
    return place == Place.QUOTED;
  }

  /** Returns whether something follows a quoted cell that is no comma. */
  boolean isWrong() {
    return place == Place.WRONG;
  }

  /** Returns the line in which a quotation mark was opened last. */
  long opened() {
    return opened;
  }
}
