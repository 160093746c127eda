package org.threadless.backend.http.outgoing.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.Settings;

/**
 * A value that depends on the characters of the text. One that is left out is absent.
 *
 * @param gsm where all of them are in the GSM 7-bit default alphabet or its extension table (3GPP
 *     TS 23.038, 6.2.1)
 * @param other where one of them is not
 */
public record ByAlphabet(Optional<Template> gsm, Optional<Template> other) {

  /** Refuses one without any value. */
  public ByAlphabet {
    gsm = Settings.orElse(gsm, Optional.empty());
    other = Settings.orElse(other, Optional.empty());
    Settings.check(gsm.isPresent() || other.isPresent(), "gsm", "or other must be there");
  }

  /** Returns those that are there. */
  List<Template> templates() {
    return Stream.of(gsm, other).flatMap(Optional::stream).toList();
  }
}
