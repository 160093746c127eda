package org.threadless.backend.httptester.view;

import java.util.List;
import java.util.Optional;

/**
 * A phone's page.
 *
 * @param backend the configured name of the tester
 * @param identity whose phone it is
 * @param assets the path of the folder with style sheets and scripts, without a slash at its end
 * @param moment when the messages were read, in milliseconds since 1970: what has changed since is
 *     for the page to ask
 * @param cleared the version of what is hidden
 * @param bubbles the messages, the newest last
 * @param more how many messages to ask for to see earlier ones; 0 where there are none
 * @param clearing what was just cleared, for browsers that run no scripts
 * @param phones the phones of this backend that have said or got something, the last first
 */
public record Page(
    String backend,
    String identity,
    String assets,
    long moment,
    String cleared,
    List<Bubble> bubbles,
    int more,
    Optional<Clearing> clearing,
    List<Phone> phones) {

  /** Copies the lists. */
  public Page {
    bubbles = List.copyOf(bubbles);
    phones = List.copyOf(phones);
  }
}
