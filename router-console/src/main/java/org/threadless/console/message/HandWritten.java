package org.threadless.console.message;

import jakarta.inject.Inject;
import java.util.List;
import org.threadless.console.call.Visit;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.routing.Submission;
import org.threadless.router.engine.routing.Submissions;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.Connection;

/** Sends one message that somebody has written into a form. Safe for any thread. */
public final class HandWritten {

  /** How many characters a text has at most that is written into a form. */
  public static final int LONGEST_TEXT = 10_000;

  private static final int CONFLICT = 409;

  private final Submissions submissions;
  private final Backends backends;

  @Inject
  HandWritten(Submissions submissions, Backends backends) {
    this.submissions = submissions;
    this.backends = backends;
  }

  /**
   * Sends the field {@code text} of a form, and keeps who did.
   *
   * @param to of a backend that may be configured no more
   * @throws RequestException where it cannot be sent; nothing is stored then
   */
  public Planned send(Visit visit, Connection to) {
    String text = text(visit);
    if (!backends.has(to.backend())) {
      throw new RequestException(
          CONFLICT, "The backend " + to.backend() + " is not configured any more.");
    }
    Planned planned = submit(text, to);
    visit.noted("message-send", planned.message().id().toString());
    return planned;
  }

  private static String text(Visit visit) {
    String text = visit.required("text");
    if (text.length() > LONGEST_TEXT) {
      throw RequestException.badField(
          "text", "must have at most " + LONGEST_TEXT + " characters, and has " + text.length());
    }
    return text;
  }

  private Planned submit(String text, Connection to) {
    try {
      return submissions.submit(Submission.of(text, List.of(to)), planned -> {}).get(0);
    } catch (IllegalArgumentException e) {
      throw RequestException.badField("text", e.getMessage());
    }
  }
}
