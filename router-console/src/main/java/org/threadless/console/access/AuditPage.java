package org.threadless.console.access;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;

/**
 * The page of who did what.
 *
 * @param who by whom alone; empty for all
 * @param deeds the latest first
 * @param next where the list goes on
 */
public record AuditPage(String who, List<Deed> deeds, Optional<String> next) {

  /**
   * Something that somebody did.
   *
   * @param subject what it was done to, as people call it
   * @param href where that is
   */
  public record Deed(
      Moment at, String who, String action, String subject, Optional<String> href, String detail) {}

  /** Copies the list. */
  public AuditPage {
    deeds = List.copyOf(deeds);
  }
}
