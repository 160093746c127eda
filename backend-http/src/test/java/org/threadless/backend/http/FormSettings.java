package org.threadless.backend.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.threadless.http.caller.CallerSettings;
import org.threadless.http.receive.IncomingForm.MissingText;
import org.threadless.router.config.Secret;

/** The settings of backends that bring plain forms. */
final class FormSettings {

  private FormSettings() {}

  /** Leaves it at its default who may call. */
  static HttpBackendSettings of(
      String incomingIdentity,
      String incomingText,
      Optional<String> incomingExternalId,
      Boolean incomingGet,
      String incomingCharset,
      MissingText incomingTextMissing,
      Optional<Secret> outgoingUrl,
      Duration connectTimeout,
      Duration responseTimeout) {
    return new HttpBackendSettings(
        incomingIdentity,
        incomingText,
        incomingExternalId,
        incomingGet,
        incomingCharset,
        incomingTextMissing,
        outgoingUrl,
        connectTimeout,
        responseTimeout,
        Optional.empty(),
        null,
        Optional.empty(),
        null,
        Optional.empty(),
        null,
        null,
        Optional.empty(),
        null,
        null,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Leaves all else at its defaults. */
  static HttpBackendSettings of(CallerSettings callers) {
    return of(null, null, Optional.empty(), null, null, null, Optional.empty(), null, null)
        .with(callers, List.of());
  }
}
