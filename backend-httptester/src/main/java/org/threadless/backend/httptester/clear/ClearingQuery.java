package org.threadless.backend.httptester.clear;

import java.util.Optional;
import java.util.UUID;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.backend.httptester.view.Clearing;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;

/** What was cleared, as a form and the query of a page say it: what, up to where, where before. */
public final class ClearingQuery {

  private ClearingQuery() {}

  /** Returns the part of a URL that says what was cleared. */
  public static String of(Clearing clearing) {
    return "?what=%s&up-to=%s&before=%s"
        .formatted(clearing.what(), clearing.upTo(), clearing.beforeField());
  }

  /**
   * Reads it.
   *
   * @throws RequestException where it cannot be
   */
  public static Clearing read(FormReader form) {
    Optional<UUID> before =
        form.optional("before")
            .filter(id -> !id.isEmpty())
            .map(id -> PhoneHandler.messageId("before", id));
    UUID upTo = PhoneHandler.messageId("up-to", form.required("up-to"));
    return new Clearing(ClearedPart.of(form).word(), upTo, before);
  }
}
