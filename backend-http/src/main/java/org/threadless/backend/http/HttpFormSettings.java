package org.threadless.backend.http;

import static org.threadless.router.config.Settings.orElse;

import java.time.Duration;
import java.util.Optional;
import org.threadless.backend.http.outgoing.PlainForm;
import org.threadless.http.IncomingForm;
import org.threadless.http.IncomingForm.MissingText;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * The settings of one backend of the engine {@code http}.
 *
 * @param incomingIdentity the form field that says who sent the message; default {@code identity}
 * @param incomingText the form field of the text; default {@code text}
 * @param incomingExternalId the form field of the gateway's own id of the message; default none, so
 *     that no message is taken for a duplicate
 * @param incomingGet whether a GET with the fields in its query is taken as well as a POST; default
 *     no
 * @param incomingCharset the charset of a request that names none; default {@code UTF-8}
 * @param incomingTextMissing what becomes of a POST that says who sent it and has no field for the
 *     text; default refuse
 * @param outgoingUrl where messages are sent: by POST, or by GET where it holds {@code {identity}}
 *     and {@code {text}}, each time with {@code id}, or {@code {id}}, for our own id of the
 *     message; without it nothing can be sent. A user and password before its host are sent as
 *     Basic authentication. A secret, since it may hold a password
 * @param connectTimeout how long to wait for a connection; default 5s
 * @param responseTimeout how long to wait for the whole answer; default 30s
 */
record HttpFormSettings(
    String incomingIdentity,
    String incomingText,
    Optional<String> incomingExternalId,
    Boolean incomingGet,
    String incomingCharset,
    MissingText incomingTextMissing,
    Optional<Secret> outgoingUrl,
    Duration connectTimeout,
    Duration responseTimeout) {

  HttpFormSettings {
    incomingIdentity = name("incomingIdentity", orElse(incomingIdentity, "identity"));
    incomingText = name("incomingText", orElse(incomingText, "text"));
    incomingExternalId = orElse(incomingExternalId, Optional.empty());
    incomingExternalId.ifPresent(field -> name("incomingExternalId", field));
    distinct("incomingText", Optional.of(incomingText), incomingIdentity);
    distinct("incomingExternalId", incomingExternalId, incomingIdentity);
    distinct("incomingExternalId", incomingExternalId, incomingText);
    incomingGet = orElse(incomingGet, false);
    incomingCharset = orElse(incomingCharset, "UTF-8");
    Settings.charset("incomingCharset", incomingCharset);
    incomingTextMissing = orElse(incomingTextMissing, MissingText.REFUSE);
    outgoingUrl = orElse(outgoingUrl, Optional.empty());
    outgoingUrl.ifPresent(url -> PlainForm.check("outgoingUrl", url));
    connectTimeout =
        Settings.positive("connectTimeout", orElse(connectTimeout, Duration.ofSeconds(5)));
    responseTimeout =
        Settings.positive("responseTimeout", orElse(responseTimeout, Duration.ofSeconds(30)));
  }

  /** Leaves how what comes in is read at its defaults. */
  HttpFormSettings(
      String incomingIdentity,
      String incomingText,
      Optional<String> incomingExternalId,
      Boolean incomingGet,
      Optional<Secret> outgoingUrl,
      Duration connectTimeout,
      Duration responseTimeout) {
    this(
        incomingIdentity,
        incomingText,
        incomingExternalId,
        incomingGet,
        null,
        null,
        outgoingUrl,
        connectTimeout,
        responseTimeout);
  }

  /** Returns what the forms of this gateway look like. */
  IncomingForm incomingForm() {
    IncomingForm form =
        IncomingForm.posted(incomingIdentity, incomingText)
            .withCharset(Settings.charset("incomingCharset", incomingCharset))
            .withMissingText(incomingTextMissing);
    IncomingForm withId = incomingExternalId.map(form::withExternalId).orElse(form);
    return incomingGet ? withId.alsoByGet() : withId;
  }

  private static String name(String component, String field) {
    return Settings.notBlank(component, field);
  }

  private static void distinct(String component, Optional<String> field, String other) {
    Settings.check(
        !field.equals(Optional.of(other)), component, "must not be the same field as another");
  }
}
