package org.threadless.router.engine.language;

import java.util.List;
import org.threadless.router.app.AppName;

/** An app has no words for a text in any language that would do. */
final class NoTextException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  NoTextException(AppName app, String key, List<String> lookedAt) {
    super(
        "the app "
            + app
            + " has no text for "
            + key
            + ": "
            + (lookedAt.isEmpty()
                ? "there is no texts/" + app + ".properties, on its class path or in the folder"
                : String.join("; ", lookedAt)));
  }
}
